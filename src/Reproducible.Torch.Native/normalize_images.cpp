// reproducible::normalize_images: bytes to (byte - mean) * scale in float, channels last, in one pass. On another device than the CPU,
// or for another type, libtorch's operators do the same.
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

namespace {

using at::Tensor;

void check(const char* name, const Tensor& values, const Tensor& images) {
  TORCH_CHECK(values.numel() == images.size(1), "normalize_images: ", name, " has shape ", values.sizes(), ", the images have ", images.size(1), " channels");
  TORCH_CHECK(values.scalar_type() == at::kFloat, "normalize_images: ", name, " is ", values.scalar_type(), "; expected Float");
  TORCH_CHECK(values.device() == images.device(), "normalize_images: ", name, " is on ", values.device(), ", the images are on ", images.device());
}

Tensor normalize_images(const Tensor& images, const Tensor& mean, const Tensor& scale) {
  TORCH_CHECK(images.dim() == 4, "normalize_images: the images have shape ", images.sizes(), "; expected [batch, channels, height, width]");
  check("mean", mean, images);
  check("scale", scale, images);
  auto channels = images.size(1);
  if (!images.device().is_cpu() || images.scalar_type() != at::kByte || images.requires_grad()) {
    return images.to(at::kFloat).sub(mean.view({1, channels, 1, 1})).mul(scale.view({1, channels, 1, 1})).contiguous(at::MemoryFormat::ChannelsLast);
  }
  auto bytes = images.contiguous();
  auto means = mean.contiguous(), scales = scale.contiguous();
  auto floats = at::empty(images.sizes(), bytes.options().dtype(at::kFloat).memory_format(at::MemoryFormat::ChannelsLast));
  auto pixels = images.size(2) * images.size(3);
  auto from = bytes.data_ptr<uint8_t>();
  auto to = floats.data_ptr<float>();

  for (int64_t image = 0; image < images.size(0); image++, to += channels * pixels) {
    for (int64_t c = 0; c < channels; c++, from += pixels) {
      auto middle = means.data_ptr<float>()[c], factor = scales.data_ptr<float>()[c];
      if (channels == 1) {
        for (int64_t pixel = 0; pixel < pixels; pixel++) {   // without a stride: the compiler makes vectors of it
          to[pixel] = (static_cast<float>(from[pixel]) - middle) * factor;
        }
      } else {
        for (int64_t pixel = 0; pixel < pixels; pixel++) {
          to[pixel * channels + c] = (static_cast<float>(from[pixel]) - middle) * factor;
        }
      }
    }
  }
  return floats;
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(reproducible, library) {
  library.def("normalize_images(Tensor images, Tensor mean, Tensor scale) -> Tensor", normalize_images);
}
