/* What Wine 8 lacks and every real Windows has: random bytes for programs in Rust.
   Lies in system32 of the Wine folder only; it never goes into what we ship. */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(void *into, ULONG bytes); /* advapi32: RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *into, SIZE_T bytes) {
    return SystemFunction036(into, (ULONG)bytes);
}
