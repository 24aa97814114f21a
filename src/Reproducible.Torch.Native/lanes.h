// Eight numbers at a time, written out in AVX2 and FMA: on every x86-64 since 2013, and the same bits on each. Numbers are float, or the
// upper 16 bits of one (bfloat16) in a uint16_t.
//
// Only for sources that are compiled for these instructions, which include no header of libtorch: what is inline there would be compiled
// for AVX2 too and could be linked into code that must run without.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <immintrin.h>

namespace rt {
namespace {

constexpr int64_t lanes = 8;

// Terms that are added up in float before they join a sum in double: an error of at most 15 roundings.
constexpr int64_t block = 16;

inline __m256 widen(__m128i halves) { return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16)); }

// To the nearest, ties to even; NaN keeps its sign and becomes quiet.
inline __m128i narrow(__m256 value) {
  auto bits = _mm256_castps_si256(value);
  auto odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  auto rounded = _mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff)));
  auto quiet = _mm256_or_si256(bits, _mm256_set1_epi32(0x400000));
  auto is_nan = _mm256_castps_si256(_mm256_cmp_ps(value, value, _CMP_UNORD_Q));
  auto upper = _mm256_srli_epi32(_mm256_blendv_epi8(rounded, quiet, is_nan), 16);
  return _mm_packus_epi32(_mm256_castsi256_si128(upper), _mm256_extracti128_si256(upper, 1));
}

inline __m256 load(const float* from) { return _mm256_loadu_ps(from); }
inline __m256 load(const uint16_t* from) { return widen(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))); }
inline void store(float* to, __m256 value) { _mm256_storeu_ps(to, value); }
inline void store(uint16_t* to, __m256 value) { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), narrow(value)); }

// The channels that a loop takes along: whole vectors, or the few that are left at a row's end.
template <int N> struct Whole {
  static constexpr int vectors = N;
  template <class T> __m256 get(const T* from, int vector) const { return load(from + vector * lanes); }
  template <class T> void put(T* to, int vector, __m256 value) const { store(to + vector * lanes, value); }
};

struct Part {
  static constexpr int vectors = 1;
  int64_t count;
  template <class T> __m256 get(const T* from, int) const {
    T buffer[lanes] = {};
    std::memcpy(buffer, from, count * sizeof(T));
    return load(buffer);
  }
  template <class T> void put(T* to, int, __m256 value) const {
    T buffer[lanes];
    store(buffer, value);
    std::memcpy(to, buffer, count * sizeof(T));
  }
};

// Numbers of the channels that a loop takes along, kept where it needs them.
template <int N> struct Held {
  __m256 values[N];
  explicit Held(const float* from) {
    for (int v = 0; v < N; v++) values[v] = load(from + v * lanes);
  }
  __m256 operator[](int vector) const { return values[vector]; }
};

// Calls body(first channel, Whole or Part): two vectors at a time, a line of memory where numbers are float.
template <class Body> void each_channel(int64_t channels, Body&& body) {
  int64_t channel = 0;
  for (; channel + 2 * lanes <= channels; channel += 2 * lanes) {
    body(channel, Whole<2>{});
  }
  if (channel + lanes <= channels) {
    body(channel, Whole<1>{});
    channel += lanes;
  }
  if (channel < channels) {
    body(channel, Part{channels - channel});
  }
}

// dy where ReLU's argument is above 0 or NaN, else 0: what it lets through.
inline __m256 through(__m256 argument, __m256 dy) { return _mm256_and_ps(_mm256_cmp_ps(argument, _mm256_setzero_ps(), _CMP_NLE_UQ), dy); }

// total += part, by channel.
inline void join(double* total, __m256 part) {
  _mm256_storeu_pd(total, _mm256_add_pd(_mm256_loadu_pd(total), _mm256_cvtps_pd(_mm256_castps256_ps128(part))));
  _mm256_storeu_pd(total + 4, _mm256_add_pd(_mm256_loadu_pd(total + 4), _mm256_cvtps_pd(_mm256_extractf128_ps(part, 1))));
}

}  // namespace
}  // namespace rt
