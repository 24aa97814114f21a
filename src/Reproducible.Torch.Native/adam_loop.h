// The loop of a step of Adam over one tensor's numbers.
#pragma once
#include <cstdint>

namespace rt {

struct AdamStep {
  float decay;        // of the weights; 1 is none
  float mean_decay;   // β₁
  float square_decay; // β₂
  float mean_share;   // 1 - β₁
  float square_share; // 1 - β₂
  float correction;   // √(1 - β₂ᵗ)
  float eps;
  float size;         // -lr / (1 - β₁ᵗ)
};

// weight, mean and square are changed. Needs can_normalize(). Each rounding is where libtorch 1.13's operators have theirs (mul_, add_,
// addcmul_, sqrt, div_, add_, addcdiv_ with AVX2): the same bits.
void adam_loop(float* weight, const float* slope, float* mean, float* square, int64_t numbers, const AdamStep& step);

}  // namespace rt
