// No header of libtorch here; see lanes.h.
#include "adam_loop.h"
#if defined(__x86_64__)
#include "lanes.h"

namespace rt {

void adam_loop(float* weight, const float* slope, float* mean, float* square, int64_t numbers, const AdamStep& step) {
  auto decay = _mm256_set1_ps(step.decay), mean_decay = _mm256_set1_ps(step.mean_decay), square_decay = _mm256_set1_ps(step.square_decay);
  auto mean_share = _mm256_set1_ps(step.mean_share), square_share = _mm256_set1_ps(step.square_share);
  auto correction = _mm256_set1_ps(step.correction), eps = _mm256_set1_ps(step.eps), size = _mm256_set1_ps(step.size);
  auto change = [&](int64_t at, auto lane) {
    auto g = lane.get(slope + at, 0);
    auto m = _mm256_fmadd_ps(g, mean_share, _mm256_mul_ps(lane.get(mean + at, 0), mean_decay));
    auto s = _mm256_fmadd_ps(_mm256_mul_ps(square_share, g), g, _mm256_mul_ps(lane.get(square + at, 0), square_decay));
    auto root = _mm256_add_ps(_mm256_div_ps(_mm256_sqrt_ps(s), correction), eps);
    auto w = _mm256_mul_ps(lane.get(weight + at, 0), decay);
    lane.put(mean + at, 0, m);
    lane.put(square + at, 0, s);
    lane.put(weight + at, 0, _mm256_add_ps(w, _mm256_div_ps(_mm256_mul_ps(size, m), root)));
  };
  int64_t at = 0;
  for (; at + lanes <= numbers; at += lanes) {
    change(at, Whole<1>{});
  }
  if (at < numbers) {
    change(at, Part{numbers - at});
  }
}

}  // namespace rt

#else

namespace rt {
void adam_loop(float*, const float*, float*, float*, int64_t, const AdamStep&) {}
}  // namespace rt

#endif
