// The loops of batch normalisation with a ReLU and a maximum over each window of 2×2 behind it, over [images, height, width, channels] in
// memory. Windows don't overlap; of an odd height or width the last line is in none. What normalization.h says of bits holds here too.
#pragma once
#include "normalization.h"

namespace rt {

struct Images {
  int64_t count, height, width, channels;
  int64_t numbers() const { return height * width * channels; }                    // of one image
  int64_t windows() const { return (height / 2) * (width / 2) * channels; }   // of one image, in all channels
};

// y = the largest max(scale * x + shift, 0) of each window; NaN where one is NaN.
template <class T> void normalize_pooled(const T* x, T* y, Images images, Affine affine);

// With g = dy at the first place where its window's largest value lies, if that is above 0, else 0: sum += g, product += g * (x - mean).
template <class T> void pooled_gradient_sums(const T* x, const T* dy, Images images, Affine affine, const float* mean, double* sum, double* product);

// With that g: dx = scale * g + slope * (x - mean) + offset.
template <class T> void pooled_gradient(const T* x, const T* dy, T* dx, Images images, Affine affine, const float* mean, const float* slope,
                                        const float* offset);

}  // namespace rt
