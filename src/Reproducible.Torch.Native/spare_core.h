// A second thread for parts of an operator that need nothing of each other, while this process is lent a core that has nothing else to do. Who
// computes a part decides no bit of it: each is computed by one thread, as all are where no core is lent.
#pragma once
#include <functional>

namespace rt {

// Whether a core is lent now, and operators have one thread each.
bool core_to_spare();

// Does both and returns when both are done; other on the second thread where that is free, else after one. Throws what one throws, else what
// other throws.
void side_by_side(const std::function<void()>& one, const std::function<void()>& other);

}  // namespace rt
