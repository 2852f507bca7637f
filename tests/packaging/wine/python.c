/* python.exe for Windows: hands everything to python3XX.dll, as the real one does. */
#include <wchar.h>
#include <windows.h>

typedef int (*py_main)(int, wchar_t **);

int wmain(int count, wchar_t **words) {
    HMODULE library = LoadLibraryW(PYTHON_DLL);
    if (!library) return 125;
    py_main run = (py_main)(void *)GetProcAddress(library, "Py_Main");
    return run ? run(count, words) : 126;
}
