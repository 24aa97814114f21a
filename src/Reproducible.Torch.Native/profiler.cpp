// What each operator took: a callback of at::RecordFunction, on which PyTorch's own profiler stands. It is registered while somebody records,
// so otherwise operators cost what they always do. It sees all threads, those that run a backward pass on CUDA included.
#include "guarded.h"
#include <ATen/record_function.h>
#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace {

struct Recording {
  std::mutex gate;
  std::vector<rt_event> events;
  std::unordered_set<std::string> names;   // a name's address stays when others come
  size_t most;
  int64_t dropped = 0;
  bool ended = false;                      // from here on somebody reads
};

std::mutex gate;
std::shared_ptr<Recording> current;
at::CallbackHandle callback;

// An operator may end after its recording did, and then holds the last reference.
struct Begun : at::ObserverContext {
  std::shared_ptr<Recording> recording;
  int64_t at = 0;
};

int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::unique_ptr<at::ObserverContext> begin(const at::RecordFunction&) {
  auto begun = std::make_unique<Begun>();
  {
    std::lock_guard<std::mutex> lock(gate);
    begun->recording = current;
  }
  begun->at = now();
  return begun;
}

void end(const at::RecordFunction& function, at::ObserverContext* context) {
  auto at = now();
  auto begun = static_cast<Begun*>(context);
  if (begun == nullptr || begun->recording == nullptr) {
    return;
  }
  auto& recording = *begun->recording;
  std::lock_guard<std::mutex> lock(recording.gate);
  if (recording.ended) {
    return;
  }
  if (recording.events.size() >= recording.most) {
    recording.dropped++;
    return;
  }
  auto name = recording.names.emplace(function.name()).first->c_str();
  recording.events.push_back({begun->at, at, name, static_cast<int64_t>(at::RecordFunction::currentThreadId()),
                              function.scope() == at::RecordScope::BACKWARD_FUNCTION, 0});
}

}  // namespace

int64_t rt_profiler_now() { return now(); }

int32_t rt_profiler_start(int64_t most) {
  return rt::guarded([&] {
    TORCH_CHECK(most > 0, "a recording of ", most, " operators was asked for; it holds at least one");
    std::lock_guard<std::mutex> lock(gate);
    TORCH_CHECK(current == nullptr, "operators are being recorded already; stop that recording first");
    auto recording = std::make_shared<Recording>();
    recording->most = static_cast<size_t>(most);
    callback = at::addGlobalCallback(at::RecordFunctionCallback(begin, end).scopes(
        {at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION, at::RecordScope::USER_SCOPE}));
    current = recording;
  });
}

int32_t rt_profiler_stop(rt_recording* recording, const rt_event** events, int64_t* count, int64_t* dropped) {
  return rt::guarded([&] {
    std::lock_guard<std::mutex> lock(gate);
    TORCH_CHECK(current != nullptr, "no operators are being recorded");
    at::removeCallback(callback);
    auto kept = std::make_unique<std::shared_ptr<Recording>>(std::move(current));
    current = nullptr;
    auto& own = **kept;
    std::lock_guard<std::mutex> reading(own.gate);
    own.ended = true;
    *events = own.events.data();
    *count = static_cast<int64_t>(own.events.size());
    *dropped = own.dropped;
    *recording = kept.release();
  });
}

void rt_recording_free(rt_recording recording) { delete static_cast<std::shared_ptr<Recording>*>(recording); }
