// reproducible::tally: adds a batch to a confusion matrix and to a sum of losses that stay where the logits are, so that nothing is read
// back. No gradient goes through it.
// reproducible::tallied_cross_entropy: the mean cross-entropy, which gradients go through, and the tally with it. The two have their
// logarithms in common, so that counting costs a step next to nothing.
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/nll_loss_nd.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <cmath>
#include <torch/library.h>

namespace {

using at::Tensor;

void check(const Tensor& logits, const Tensor& labels, const Tensor& counts, const Tensor& loss) {
  TORCH_CHECK(logits.dim() == 2 && labels.dim() == 1 && labels.size(0) == logits.size(0),
              "tally: logits have shape ", logits.sizes(), ", labels ", labels.sizes(), "; expected [batch, classes] and [batch]");
  auto classes = logits.size(1);
  TORCH_CHECK(counts.scalar_type() == at::kLong && counts.numel() == classes * classes && counts.is_contiguous(),
              "tally: counts are ", counts.scalar_type(), " of shape ", counts.sizes(), "; expected Long, ", classes, " times ", classes, ", contiguous");
  TORCH_CHECK(loss.scalar_type() == at::kDouble && loss.numel() == 1, "tally: loss is ", loss.scalar_type(), " of shape ", loss.sizes(), "; expected one Double");
}

bool counts_in_a_loop(const Tensor& logits, const Tensor& labels, const Tensor& counts, const Tensor& loss) {
  auto near = logits.device().is_cpu() && labels.device().is_cpu() && counts.device().is_cpu() && loss.device().is_cpu();
  return near && logits.scalar_type() == at::kFloat && labels.scalar_type() == at::kLong && logits.size(1) > 0;
}

// counts + (which are of class i)ᵀ (which were taken for class j); a label that is no class is in no row. Whole numbers below 2^24: exact.
void on_any_device(const Tensor& logits, const Tensor& labels, Tensor& counts, Tensor& loss, int64_t ignore_index) {
  auto classes = at::arange(logits.size(1), labels.options());
  auto truth = labels.unsqueeze(1).eq(classes).to(at::kFloat);
  auto guess = logits.argmax(1, /*keepdim=*/true).eq(classes).to(at::kFloat);
  counts.add_(at::mm(truth.t(), guess).to(at::kLong).view_as(counts));
  loss.add_(at::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum, ignore_index));
}

// logs: the logits' log_softmax.
void on_the_cpu(const Tensor& logits, const Tensor& logs, const Tensor& labels, Tensor& counts, Tensor& loss, int64_t ignore_index) {
  auto rows = logits.contiguous(), shares = logs.contiguous(), truths = labels.contiguous();
  auto classes = logits.size(1), batch = logits.size(0);
  auto row = rows.data_ptr<float>(), share = shares.data_ptr<float>();
  auto truth = truths.data_ptr<int64_t>();
  auto count = counts.data_ptr<int64_t>();
  auto sum = 0.0;
  for (int64_t i = 0; i < batch; i++, row += classes, share += classes) {
    auto label = truth[i];
    if (label == ignore_index) {
      continue;
    }
    TORCH_CHECK(label >= 0 && label < classes, "tally: label ", label, " of example ", i, " is none of the ", classes, " classes");
    int64_t best = 0;   // the first of several; NaN is above all, as for argmax
    for (int64_t c = 1; c < classes && !std::isnan(row[best]); c++) {
      if (row[c] > row[best] || std::isnan(row[c])) {
        best = c;
      }
    }
    count[label * classes + best]++;
    sum -= share[label];
  }
  *loss.data_ptr<double>() += sum;
}

void tally(const Tensor& logits, const Tensor& labels, Tensor counts, Tensor loss, int64_t ignore_index) {
  check(logits, labels, counts, loss);
  at::NoGradGuard plain;
  c10::impl::ExcludeDispatchKeyGuard exact_sums(c10::autocast_dispatch_keyset);   // bfloat16 cannot count beyond 256
  auto exact = logits.scalar_type() == at::kDouble ? logits : logits.to(at::kFloat);
  if (counts_in_a_loop(exact, labels, counts, loss)) {
    on_the_cpu(exact, at::log_softmax(exact, 1), labels, counts, loss, ignore_index);
  } else {
    on_any_device(exact, labels, counts, loss, ignore_index);
  }
}

Tensor tallied_cross_entropy(const Tensor& logits, const Tensor& labels, Tensor counts, Tensor loss, int64_t ignore_index, double label_smoothing) {
  check(logits, labels, counts, loss);
  if (label_smoothing > 0 || !counts_in_a_loop(logits, labels, counts, loss)) {
    tally(logits, labels, counts, loss, ignore_index);
    return at::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, ignore_index, label_smoothing);
  }
  // As cross_entropy_loss has it: the same bits, forward and backward.
  auto logs = at::log_softmax(logits, 1, at::kFloat);
  on_the_cpu(logits, logs, labels, counts, loss, ignore_index);
  return at::nll_loss_nd(logs, labels, {}, at::Reduction::Mean, ignore_index);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(reproducible, library) {
  library.def("tally(Tensor logits, Tensor labels, Tensor(a!) counts, Tensor(b!) loss, int ignore_index) -> ()", tally);
  library.def("tallied_cross_entropy(Tensor logits, Tensor labels, Tensor(a!) counts, Tensor(b!) loss, int ignore_index, float label_smoothing) -> Tensor", tallied_cross_entropy);
}
