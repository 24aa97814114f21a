// No header of libtorch here; see lanes.h.
#include "pooled_normalization.h"
#if defined(__x86_64__)
#include "lanes.h"

namespace rt {
namespace {

// Which place of a window its largest value lies in, the first of equals, in reading order. The places are 0 1 over 2 3.
struct Largest {
  __m256 right_above, right_below, below;   // masks: 1 beats 0, 3 beats 2, the lower pair beats the upper
  __m256 value;

  Largest(__m256 z0, __m256 z1, __m256 z2, __m256 z3) {
    right_above = _mm256_cmp_ps(z1, z0, _CMP_GT_OQ);
    right_below = _mm256_cmp_ps(z3, z2, _CMP_GT_OQ);
    auto above = _mm256_max_ps(z1, z0), under = _mm256_max_ps(z3, z2);
    below = _mm256_cmp_ps(under, above, _CMP_GT_OQ);
    value = _mm256_max_ps(under, above);
  }
  __m256 pick(__m256 at0, __m256 at1, __m256 at2, __m256 at3) const {
    return _mm256_blendv_ps(_mm256_blendv_ps(at0, at1, right_above), _mm256_blendv_ps(at2, at3, right_below), below);
  }
  // g where the largest value is, 0 in the other places.
  void spread(__m256 g, __m256 (&places)[4]) const {
    auto above = _mm256_andnot_ps(below, g), under = _mm256_and_ps(below, g);
    places[0] = _mm256_andnot_ps(right_above, above);
    places[1] = _mm256_and_ps(right_above, above);
    places[2] = _mm256_andnot_ps(right_below, under);
    places[3] = _mm256_and_ps(right_below, under);
  }
};

// Calls body(place of the windows' first number, place of their first result, first channel, Whole or Part) for each line of windows and
// each group of channels.
template <class Body> void each_line(Images images, Body&& body) {
  auto line = images.width * images.channels, lines = images.height / 2;
  for (int64_t i = 0; i < images.count * lines; i++) {
    auto from = i / lines * images.numbers() + i % lines * 2 * line;
    auto to = i * (images.width / 2) * images.channels;
    each_channel(images.channels, [&](int64_t channel, auto lane) { body(from + channel, to + channel, channel, lane); });
  }
}

}  // namespace

template <class T> void normalize_pooled(const T* x, T* y, Images images, Affine affine) {
  auto right = images.channels, below = images.width * images.channels;
  each_line(images, [=](int64_t from, int64_t to, int64_t channel, auto lane) {
    Held<lane.vectors> scale(affine.scale + channel), shift(affine.shift + channel);
    for (auto i = images.width / 2; i > 0; i--, from += 2 * right, to += right) {
      for (int v = 0; v < lane.vectors; v++) {
        auto z = [&](int64_t place) { return _mm256_fmadd_ps(lane.get(x + from + place, v), scale[v], shift[v]); };
        auto z0 = z(0), z1 = z(right), z2 = z(below), z3 = z(below + right);
        auto is_nan = _mm256_or_ps(_mm256_cmp_ps(z0, z1, _CMP_UNORD_Q), _mm256_cmp_ps(z2, z3, _CMP_UNORD_Q));
        auto largest = _mm256_max_ps(_mm256_max_ps(_mm256_max_ps(z0, z1), _mm256_max_ps(z2, z3)), _mm256_setzero_ps());
        lane.put(y + to, v, _mm256_or_ps(largest, is_nan));
      }
    }
  });
}

template <class T> void pooled_gradient_sums(const T* x, const T* dy, Images images, Affine affine, const float* mean, double* sum, double* product) {
  auto right = images.channels, below = images.width * images.channels;
  each_line(images, [=](int64_t from, int64_t to, int64_t channel, auto lane) {
    Held<lane.vectors> scale(affine.scale + channel), shift(affine.shift + channel), middle(mean + channel);
    for (auto count = images.width / 2; count > 0; count -= block) {
      __m256 part[lane.vectors] = {}, moment[lane.vectors] = {};
      for (auto i = std::min(block, count); i > 0; i--, from += 2 * right, to += right) {
        for (int v = 0; v < lane.vectors; v++) {
          auto x0 = lane.get(x + from, v), x1 = lane.get(x + from + right, v), x2 = lane.get(x + from + below, v), x3 = lane.get(x + from + below + right, v);
          auto z = [&](__m256 value) { return _mm256_fmadd_ps(value, scale[v], shift[v]); };
          Largest largest(z(x0), z(x1), z(x2), z(x3));
          auto g = through(largest.value, lane.get(dy + to, v));
          part[v] = _mm256_add_ps(part[v], g);
          moment[v] = _mm256_fmadd_ps(g, _mm256_sub_ps(largest.pick(x0, x1, x2, x3), middle[v]), moment[v]);
        }
      }
      for (int v = 0; v < lane.vectors; v++) {
        join(sum + channel + v * lanes, part[v]);
        join(product + channel + v * lanes, moment[v]);
      }
    }
  });
}

template <class T> void pooled_gradient(const T* x, const T* dy, T* dx, Images images, Affine affine, const float* mean, const float* slope,
                                        const float* offset) {
  auto right = images.channels, below = images.width * images.channels;
  each_line(images, [=](int64_t from, int64_t to, int64_t channel, auto lane) {
    Held<lane.vectors> scale(affine.scale + channel), shift(affine.shift + channel), middle(mean + channel), steep(slope + channel),
        base(offset + channel);
    for (auto i = images.width / 2; i > 0; i--, from += 2 * right, to += right) {
      for (int v = 0; v < lane.vectors; v++) {
        int64_t places[4] = {from, from + right, from + below, from + below + right};
        __m256 value[4], g[4];
        for (int k = 0; k < 4; k++) value[k] = lane.get(x + places[k], v);
        auto z = [&](int k) { return _mm256_fmadd_ps(value[k], scale[v], shift[v]); };
        Largest largest(z(0), z(1), z(2), z(3));
        largest.spread(through(largest.value, lane.get(dy + to, v)), g);
        for (int k = 0; k < 4; k++) {
          lane.put(dx + places[k], v, _mm256_fmadd_ps(g[k], scale[v], _mm256_fmadd_ps(_mm256_sub_ps(value[k], middle[v]), steep[v], base[v])));
        }
      }
    }
  });
  // The last line and column of an odd size had no part in y.
  auto rest = [&](int64_t at) {
    each_channel(images.channels, [=](int64_t channel, auto lane) {
      for (int v = 0; v < lane.vectors; v++) {
        auto c = channel + v * lanes;
        auto apart = _mm256_sub_ps(lane.get(x + at + channel, v), load(mean + c));
        lane.put(dx + at + channel, v, _mm256_fmadd_ps(apart, load(slope + c), load(offset + c)));
      }
    });
  };
  for (int64_t image = 0; image < images.count; image++) {
    auto first = image * images.numbers();
    for (int64_t row = 0; images.width % 2 == 1 && row < images.height; row++) {
      rest(first + (row + 1) * below - right);
    }
    for (int64_t column = 0; images.height % 2 == 1 && column < images.width; column++) {
      rest(first + images.numbers() - below + column * right);
    }
  }
}

}  // namespace rt

#else

// Another processor: libtorch's own kernels do it, and these are never called.
namespace rt {
template <class T> void normalize_pooled(const T*, T*, Images, Affine) {}
template <class T> void pooled_gradient_sums(const T*, const T*, Images, Affine, const float*, double*, double*) {}
template <class T> void pooled_gradient(const T*, const T*, T*, Images, Affine, const float*, const float*, const float*) {}
}  // namespace rt

#endif

namespace rt {

#define RT_FOR(T) \
  template void normalize_pooled<T>(const T*, T*, Images, Affine); \
  template void pooled_gradient_sums<T>(const T*, const T*, Images, Affine, const float*, double*, double*); \
  template void pooled_gradient<T>(const T*, const T*, T*, Images, Affine, const float*, const float*, const float*);
RT_FOR(float)
RT_FOR(uint16_t)

}  // namespace rt
