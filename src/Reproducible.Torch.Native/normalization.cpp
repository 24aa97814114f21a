// No header of libtorch here; see lanes.h.
#include "normalization.h"
#if defined(__x86_64__)
#include "lanes.h"

namespace rt {
namespace {

// Numbers that one group of channels after another passes over. So few that memory is gone through nearly in order, which the processor
// reads ahead; as many as it takes for sums that move between registers and memory in between.
constexpr int64_t in_order = 64, while_summing = 256;

bool supported() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

// Calls body(first number's place, rows, first channel, Whole or Part) for each stretch of rows and each group of channels.
template <class Body> void each(int64_t numbers, int64_t rows, int64_t channels, Body&& body) {
  auto stretch = std::max(numbers / channels, int64_t(1));
  for (int64_t row = 0; row < rows; row += stretch) {
    each_channel(channels, [&](int64_t channel, auto lane) {
      body(row * channels + channel, std::min(stretch, rows - row), channel, lane);
    });
  }
}

}  // namespace

bool can_normalize() {
  static const bool answer = supported();
  return answer;
}

// In double from the first term on: the square of a float is exact there, so that the variance, a difference of two sums, loses nothing
// that the numbers had.
template <class T> void sums(const T* x, int64_t rows, int64_t channels, double* sum, double* square) {
  each(while_summing, rows, channels, [=](int64_t at, int64_t count, int64_t channel, auto lane) {
    constexpr int halves = 2 * lane.vectors;
    __m256d added[halves], squared[halves];
    for (int h = 0; h < halves; h++) {
      added[h] = _mm256_loadu_pd(sum + channel + 4 * h);
      squared[h] = _mm256_loadu_pd(square + channel + 4 * h);
    }
    for (auto from = x + at; count > 0; count--, from += channels) {
      for (int v = 0; v < lane.vectors; v++) {
        auto value = lane.get(from, v);
        auto low = _mm256_cvtps_pd(_mm256_castps256_ps128(value)), high = _mm256_cvtps_pd(_mm256_extractf128_ps(value, 1));
        added[2 * v] = _mm256_add_pd(added[2 * v], low);
        added[2 * v + 1] = _mm256_add_pd(added[2 * v + 1], high);
        squared[2 * v] = _mm256_fmadd_pd(low, low, squared[2 * v]);
        squared[2 * v + 1] = _mm256_fmadd_pd(high, high, squared[2 * v + 1]);
      }
    }
    for (int h = 0; h < halves; h++) {
      _mm256_storeu_pd(sum + channel + 4 * h, added[h]);
      _mm256_storeu_pd(square + channel + 4 * h, squared[h]);
    }
  });
}

template <class T> void normalize(const T* x, T* y, int64_t rows, int64_t channels, Affine affine) {
  each(in_order, rows, channels, [=](int64_t at, int64_t count, int64_t channel, auto lane) {
    Held<lane.vectors> scale(affine.scale + channel), shift(affine.shift + channel);
    for (; count > 0; count--, at += channels) {
      for (int v = 0; v < lane.vectors; v++) {
        // The second operand wins where one is NaN.
        lane.put(y + at, v, _mm256_max_ps(_mm256_setzero_ps(), _mm256_fmadd_ps(lane.get(x + at, v), scale[v], shift[v])));
      }
    }
  });
}

template <class T> void gradient_sums(const T* x, const T* dy, int64_t rows, int64_t channels, Affine affine, const float* mean,
                                      double* sum, double* product) {
  each(while_summing, rows, channels, [=](int64_t at, int64_t count, int64_t channel, auto lane) {
    Held<lane.vectors> scale(affine.scale + channel), shift(affine.shift + channel), middle(mean + channel);
    for (; count > 0; count -= block) {
      __m256 part[lane.vectors] = {}, moment[lane.vectors] = {};
      for (auto i = std::min(block, count); i > 0; i--, at += channels) {
        for (int v = 0; v < lane.vectors; v++) {
          auto value = lane.get(x + at, v);
          auto g = through(_mm256_fmadd_ps(value, scale[v], shift[v]), lane.get(dy + at, v));
          part[v] = _mm256_add_ps(part[v], g);
          moment[v] = _mm256_fmadd_ps(g, _mm256_sub_ps(value, middle[v]), moment[v]);
        }
      }
      for (int v = 0; v < lane.vectors; v++) {
        join(sum + channel + v * lanes, part[v]);
        join(product + channel + v * lanes, moment[v]);
      }
    }
  });
}

template <class T> void gradient(const T* x, const T* dy, T* dx, int64_t rows, int64_t channels, Affine affine, const float* mean,
                                 const float* slope, const float* offset) {
  each(in_order, rows, channels, [=](int64_t at, int64_t count, int64_t channel, auto lane) {
    Held<lane.vectors> scale(affine.scale + channel), shift(affine.shift + channel), middle(mean + channel), steep(slope + channel),
        base(offset + channel);
    for (; count > 0; count--, at += channels) {
      for (int v = 0; v < lane.vectors; v++) {
        auto value = lane.get(x + at, v);
        auto g = through(_mm256_fmadd_ps(value, scale[v], shift[v]), lane.get(dy + at, v));
        lane.put(dx + at, v, _mm256_fmadd_ps(g, scale[v], _mm256_fmadd_ps(_mm256_sub_ps(value, middle[v]), steep[v], base[v])));
      }
    }
  });
}

}  // namespace rt

#else

// Another processor: libtorch's own kernels do it, and these are never called.
namespace rt {
bool can_normalize() { return false; }
template <class T> void sums(const T*, int64_t, int64_t, double*, double*) {}
template <class T> void normalize(const T*, T*, int64_t, int64_t, Affine) {}
template <class T> void gradient_sums(const T*, const T*, int64_t, int64_t, Affine, const float*, double*, double*) {}
template <class T> void gradient(const T*, const T*, T*, int64_t, int64_t, Affine, const float*, const float*, const float*) {}
}  // namespace rt

#endif

namespace rt {

#define RT_FOR(T) \
  template void sums<T>(const T*, int64_t, int64_t, double*, double*); \
  template void normalize<T>(const T*, T*, int64_t, int64_t, Affine); \
  template void gradient_sums<T>(const T*, const T*, int64_t, int64_t, Affine, const float*, double*, double*); \
  template void gradient<T>(const T*, const T*, T*, int64_t, int64_t, Affine, const float*, const float*, const float*);
RT_FOR(float)
RT_FOR(uint16_t)

}  // namespace rt
