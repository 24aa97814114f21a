#include "spare_core.h"
#include "guarded.h"
#include <ATen/Parallel.h>
#include <ATen/ThreadLocalState.h>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <utility>

namespace rt {
namespace {

std::atomic<bool> lent{false};

// To wake a core that sleeps takes hundreds of microseconds on a virtual machine, as long as some parts take, and a step has a dozen of them. So
// both threads look for the other's word for longer than most operators take, and let whoever else wants the core have it, before they sleep.
constexpr auto patience = std::chrono::milliseconds(10);

// Does one part at a time, of whoever comes first. Lives as long as the process, whose end does not wait for it.
class SecondThread {
 public:
  SecondThread() {
    std::thread([this] {
      pthread_setname_np(pthread_self(), "spare core");
      at::init_num_threads();
      while (true) {
        await(State::given);
        try {
          at::ThreadLocalStateGuard as_the_giver(state_);
          (*part_)();
        } catch (...) {
          fault_ = std::current_exception();
        }
        change(State::done);
      }
    }).detach();
  }

  bool take() { return !taken_.exchange(true); }

  void give(const std::function<void()>& part) {
    part_ = &part;
    state_ = at::ThreadLocalState();
    change(State::given);
  }

  std::exception_ptr finish() {
    await(State::done);
    auto fault = std::exchange(fault_, nullptr);
    change(State::idle);
    taken_ = false;
    return fault;
  }

 private:
  enum class State { idle, given, done };

  void change(State next) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      now_ = next;
    }
    changed_.notify_all();
  }

  void await(State wanted) {
    for (auto end = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < end; std::this_thread::yield()) {
      if (now_ == wanted) {
        return;
      }
    }
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return now_ == wanted; });
  }

  std::atomic<bool> taken_{false};
  std::atomic<State> now_{State::idle};
  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* part_ = nullptr;
  at::ThreadLocalState state_;
  std::exception_ptr fault_;
};

}  // namespace

bool core_to_spare() { return lent.load(std::memory_order_relaxed) && at::get_num_threads() == 1; }

void side_by_side(const std::function<void()>& one, const std::function<void()>& other) {
  static auto& second = *new SecondThread;
  if (!core_to_spare() || !second.take()) {
    one();
    other();
    return;
  }
  second.give(other);
  std::exception_ptr fault;
  try {
    one();
  } catch (...) {
    fault = std::current_exception();
  }
  auto others = second.finish();
  if (fault || others) {
    std::rethrow_exception(fault ? fault : others);
  }
}

}  // namespace rt

int32_t rt_core_lend(int32_t lend) {
  return rt::guarded([&] { rt::lent = lend != 0; });
}

int32_t rt_core_lent() { return rt::lent; }
