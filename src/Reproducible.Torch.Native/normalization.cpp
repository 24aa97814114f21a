// No header of libtorch: what is inline there would be compiled for AVX2 here and could be linked into code that must run without.
#include "normalization.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <algorithm>
#include <cstring>

namespace rt {

#if defined(__x86_64__)

namespace {

constexpr int64_t lanes = 8;

// Rows whose terms are added up in float before they join a sum in double: an error of at most 15 roundings.
constexpr int64_t block = 16;

// Rows that stay in the first cache while groups of channels pass over them.
constexpr int64_t stretch = 64;

bool supported() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

__m256 widen(__m128i halves) { return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16)); }

// To the nearest, ties to even; NaN keeps its sign and becomes quiet.
__m128i narrow(__m256 value) {
  auto bits = _mm256_castps_si256(value);
  auto odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  auto rounded = _mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff)));
  auto quiet = _mm256_or_si256(bits, _mm256_set1_epi32(0x400000));
  auto is_nan = _mm256_castps_si256(_mm256_cmp_ps(value, value, _CMP_UNORD_Q));
  auto upper = _mm256_srli_epi32(_mm256_blendv_epi8(rounded, quiet, is_nan), 16);
  return _mm_packus_epi32(_mm256_castsi256_si128(upper), _mm256_extracti128_si256(upper, 1));
}

__m256 load(const float* from) { return _mm256_loadu_ps(from); }
__m256 load(const uint16_t* from) { return widen(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))); }
void store(float* to, __m256 value) { _mm256_storeu_ps(to, value); }
void store(uint16_t* to, __m256 value) { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), narrow(value)); }

// The channels of a vector: all eight, or the few that are left at a row's end.
struct Whole {
  template <class T> __m256 get(const T* from) const { return load(from); }
  template <class T> void put(T* to, __m256 value) const { store(to, value); }
};

struct Part {
  int64_t count;
  template <class T> __m256 get(const T* from) const {
    T buffer[lanes] = {};
    std::memcpy(buffer, from, count * sizeof(T));
    return load(buffer);
  }
  template <class T> void put(T* to, __m256 value) const {
    T buffer[lanes];
    store(buffer, value);
    std::memcpy(to, buffer, count * sizeof(T));
  }
};

// Calls body(first row, rows, first channel, Whole or Part) for each stretch of rows and each vector of channels.
template <class Body> void each(int64_t rows, int64_t channels, Body&& body) {
  for (int64_t row = 0; row < rows; row += stretch) {
    auto count = std::min(stretch, rows - row);
    int64_t channel = 0;
    for (; channel + lanes <= channels; channel += lanes) {
      body(row, count, channel, Whole{});
    }
    if (channel < channels) {
      body(row, count, channel, Part{channels - channel});
    }
  }
}

void join(double* total, __m256 part) {
  _mm256_storeu_pd(total, _mm256_add_pd(_mm256_loadu_pd(total), _mm256_cvtps_pd(_mm256_castps256_ps128(part))));
  _mm256_storeu_pd(total + 4, _mm256_add_pd(_mm256_loadu_pd(total + 4), _mm256_cvtps_pd(_mm256_extractf128_ps(part, 1))));
}

// dy where the output is above 0 or NaN, else 0: what ReLU lets through.
__m256 through(__m256 x, __m256 dy, __m256 scale, __m256 shift) {
  auto open = _mm256_cmp_ps(_mm256_fmadd_ps(x, scale, shift), _mm256_setzero_ps(), _CMP_NLE_UQ);
  return _mm256_and_ps(open, dy);
}

}  // namespace

bool can_normalize() {
  static const bool answer = supported();
  return answer;
}

// In double from the first term on: the square of a float is exact there, so that the variance, a difference of two sums, loses nothing
// that the numbers had.
template <class T> void sums(const T* x, int64_t rows, int64_t channels, double* sum, double* square) {
  each(rows, channels, [=](int64_t row, int64_t count, int64_t channel, auto lane) {
    auto from = x + row * channels + channel;
    auto sum0 = _mm256_loadu_pd(sum + channel), sum1 = _mm256_loadu_pd(sum + channel + 4);
    auto square0 = _mm256_loadu_pd(square + channel), square1 = _mm256_loadu_pd(square + channel + 4);
    for (int64_t i = 0; i < count; i++, from += channels) {
      auto value = lane.get(from);
      auto low = _mm256_cvtps_pd(_mm256_castps256_ps128(value)), high = _mm256_cvtps_pd(_mm256_extractf128_ps(value, 1));
      sum0 = _mm256_add_pd(sum0, low);
      sum1 = _mm256_add_pd(sum1, high);
      square0 = _mm256_fmadd_pd(low, low, square0);
      square1 = _mm256_fmadd_pd(high, high, square1);
    }
    _mm256_storeu_pd(sum + channel, sum0);
    _mm256_storeu_pd(sum + channel + 4, sum1);
    _mm256_storeu_pd(square + channel, square0);
    _mm256_storeu_pd(square + channel + 4, square1);
  });
}

template <class T> void normalize(const T* x, T* y, int64_t rows, int64_t channels, Affine affine) {
  each(rows, channels, [=](int64_t row, int64_t count, int64_t channel, auto lane) {
    auto from = x + row * channels + channel;
    auto to = y + row * channels + channel;
    auto scale = load(affine.scale + channel), shift = load(affine.shift + channel);
    for (int64_t i = 0; i < count; i++, from += channels, to += channels) {
      // The second operand wins where one is NaN.
      lane.put(to, _mm256_max_ps(_mm256_setzero_ps(), _mm256_fmadd_ps(lane.get(from), scale, shift)));
    }
  });
}

template <class T> void gradient_sums(const T* x, const T* dy, int64_t rows, int64_t channels, Affine affine, const float* mean,
                                      double* sum, double* product) {
  each(rows, channels, [=](int64_t row, int64_t count, int64_t channel, auto lane) {
    auto at = row * channels + channel;
    auto scale = load(affine.scale + channel), shift = load(affine.shift + channel), middle = load(mean + channel);
    for (int64_t begin = 0; begin < count; begin += block) {
      auto part = _mm256_setzero_ps(), moment = _mm256_setzero_ps();
      for (auto i = std::min(block, count - begin); i > 0; i--, at += channels) {
        auto value = lane.get(x + at);
        auto g = through(value, lane.get(dy + at), scale, shift);
        part = _mm256_add_ps(part, g);
        moment = _mm256_fmadd_ps(g, _mm256_sub_ps(value, middle), moment);
      }
      join(sum + channel, part);
      join(product + channel, moment);
    }
  });
}

template <class T> void gradient(const T* x, const T* dy, T* dx, int64_t rows, int64_t channels, Affine affine, const float* mean,
                                 const float* slope, const float* offset) {
  each(rows, channels, [=](int64_t row, int64_t count, int64_t channel, auto lane) {
    auto at = row * channels + channel;
    auto scale = load(affine.scale + channel), shift = load(affine.shift + channel), middle = load(mean + channel);
    auto steep = load(slope + channel), base = load(offset + channel);
    for (int64_t i = 0; i < count; i++, at += channels) {
      auto value = lane.get(x + at);
      auto g = through(value, lane.get(dy + at), scale, shift);
      lane.put(dx + at, _mm256_fmadd_ps(g, scale, _mm256_fmadd_ps(_mm256_sub_ps(value, middle), steep, base)));
    }
  });
}

#else

// Another processor: libtorch's own kernels do it, and these are never called.
bool can_normalize() { return false; }
template <class T> void sums(const T*, int64_t, int64_t, double*, double*) {}
template <class T> void normalize(const T*, T*, int64_t, int64_t, Affine) {}
template <class T> void gradient_sums(const T*, const T*, int64_t, int64_t, Affine, const float*, double*, double*) {}
template <class T> void gradient(const T*, const T*, T*, int64_t, int64_t, Affine, const float*, const float*, const float*) {}

#endif

#define RT_FOR(T) \
  template void sums<T>(const T*, int64_t, int64_t, double*, double*); \
  template void normalize<T>(const T*, T*, int64_t, int64_t, Affine); \
  template void gradient_sums<T>(const T*, const T*, int64_t, int64_t, Affine, const float*, double*, double*); \
  template void gradient<T>(const T*, const T*, T*, int64_t, int64_t, Affine, const float*, const float*, const float*);
RT_FOR(float)
RT_FOR(uint16_t)

}  // namespace rt
