// reproducible::tally: adds a batch to a confusion matrix and to a sum of losses that stay where the logits are, so that nothing is read
// back. No gradient goes through it.
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/mm.h>
#include <cmath>
#include <torch/library.h>

namespace {

using at::Tensor;

// counts + (which are of class i)ᵀ (which were taken for class j); a label that is no class is in no row. Whole numbers below 2^24: exact.
void on_any_device(const Tensor& logits, const Tensor& labels, Tensor& counts, Tensor& loss, int64_t ignore_index) {
  auto classes = at::arange(logits.size(1), labels.options());
  auto truth = labels.unsqueeze(1).eq(classes).to(at::kFloat);
  auto guess = logits.argmax(1, /*keepdim=*/true).eq(classes).to(at::kFloat);
  counts.add_(at::mm(truth.t(), guess).to(at::kLong).view_as(counts));
  loss.add_(at::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum, ignore_index));
}

void on_the_cpu(const Tensor& logits, const Tensor& labels, Tensor& counts, Tensor& loss, int64_t ignore_index) {
  auto rows = logits.contiguous(), logs = at::log_softmax(rows, 1), truths = labels.contiguous();
  auto classes = logits.size(1);
  auto sum = 0.0;
  for (int64_t i = 0; i < logits.size(0); i++) {
    auto label = truths.data_ptr<int64_t>()[i];
    if (label == ignore_index) {
      continue;
    }
    TORCH_CHECK(label >= 0 && label < classes, "tally: label ", label, " of example ", i, " is none of the ", classes, " classes");
    auto row = rows.data_ptr<float>() + i * classes;
    int64_t best = 0;   // the first of several; NaN is above all, as for argmax
    for (int64_t c = 1; c < classes && !std::isnan(row[best]); c++) {
      if (row[c] > row[best] || std::isnan(row[c])) {
        best = c;
      }
    }
    counts.data_ptr<int64_t>()[label * classes + best]++;
    sum -= logs.data_ptr<float>()[i * classes + label];
  }
  *loss.data_ptr<double>() += sum;
}

void tally(const Tensor& logits, const Tensor& labels, Tensor counts, Tensor loss, int64_t ignore_index) {
  TORCH_CHECK(logits.dim() == 2 && labels.dim() == 1 && labels.size(0) == logits.size(0),
              "tally: logits have shape ", logits.sizes(), ", labels ", labels.sizes(), "; expected [batch, classes] and [batch]");
  auto classes = logits.size(1);
  TORCH_CHECK(counts.scalar_type() == at::kLong && counts.numel() == classes * classes && counts.is_contiguous(),
              "tally: counts are ", counts.scalar_type(), " of shape ", counts.sizes(), "; expected Long, ", classes, " times ", classes, ", contiguous");
  TORCH_CHECK(loss.scalar_type() == at::kDouble && loss.numel() == 1, "tally: loss is ", loss.scalar_type(), " of shape ", loss.sizes(), "; expected one Double");
  at::NoGradGuard plain;
  auto exact = logits.scalar_type() == at::kDouble ? logits : logits.to(at::kFloat);
  auto near = logits.device().is_cpu() && labels.device().is_cpu() && counts.device().is_cpu() && loss.device().is_cpu();
  if (near && exact.scalar_type() == at::kFloat && labels.scalar_type() == at::kLong && classes > 0) {
    on_the_cpu(exact, labels, counts, loss, ignore_index);
  } else {
    on_any_device(exact, labels, counts, loss, ignore_index);
  }
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(reproducible, library) {
  library.def("tally(Tensor logits, Tensor labels, Tensor(a!) counts, Tensor(b!) loss, int ignore_index) -> ()", tally);
}
