// The loops of batch normalisation with the ReLU behind it, over [rows, channels] in memory: a row is one position of one image.
// Numbers are float, or the upper 16 bits of one (bfloat16) in a uint16_t.
//
// Same bits everywhere: the instructions are written out (AVX2 and FMA, on every x86-64 since 2013) and no order of summation depends
// on the processor. Sums go over blocks of rows in float or double and over all in double; see normalization.cpp.
#pragma once
#include <cstdint>

namespace rt {

// Whether this processor can run what follows.
bool can_normalize();

// Numbers of one channel lie `padded(channels)` apart at most: arrays over channels have that length, zeros at the end.
constexpr int64_t padded(int64_t channels) { return (channels + 7) / 8 * 8; }

// Of y = max(scale * x + shift, 0).
struct Affine {
  const float* scale;
  const float* shift;
};

// sum += x, square += x².
template <class T> void sums(const T* x, int64_t rows, int64_t channels, double* sum, double* square);

// y = max(scale * x + shift, 0). NaN stays NaN.
template <class T> void normalize(const T* x, T* y, int64_t rows, int64_t channels, Affine affine);

// With g = dy where y > 0, else 0: sum += g, product += g * (x - mean).
template <class T> void gradient_sums(const T* x, const T* dy, int64_t rows, int64_t channels, Affine affine, const float* mean,
                                      double* sum, double* product);

// dx = scale * g + slope * (x - mean) + offset.
template <class T> void gradient(const T* x, const T* dy, T* dx, int64_t rows, int64_t channels, Affine affine, const float* mean,
                                 const float* slope, const float* offset);

}  // namespace rt
