// Memory that no tensor uses any more.
#include "guarded.h"
#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef RT_CUDA_ALLOCATOR
#include <c10/cuda/CUDACachingAllocator.h>
#endif

// Both allocators keep what was freed for the next tensor of this process; other processes cannot have it meanwhile.
RT_EXPORT int32_t rt_memory_release() {
  return rt::guarded([] {
#ifdef RT_CUDA_ALLOCATOR
    c10::cuda::CUDACachingAllocator::emptyCache();
#endif
#ifdef __GLIBC__
    malloc_trim(0);
#endif
  });
}
