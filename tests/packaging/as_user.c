/* Runs a command without the rights of an administrator and gives its exit code. */
#include <windows.h>
#include <wchar.h>

int wmain(int count, wchar_t **words) {
    BYTE administrators[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof administrators, code = 1000;
    HANDLE mine, plain;
    wchar_t line[4096] = L"";
    STARTUPINFOW begin = {sizeof begin};
    PROCESS_INFORMATION process;
    for (int i = 1; i < count; i++) {
        const wchar_t *quote = wcschr(words[i], L' ') ? L"\"" : L"";
        wcscat(line, quote);
        wcscat(line, words[i]);
        wcscat(line, quote);
        wcscat(line, L" ");
    }
    CreateWellKnownSid(WinBuiltinAdministratorsSid, NULL, administrators, &size);
    SID_AND_ATTRIBUTES off = {administrators, 0};
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &mine)) return 1001;
    if (!CreateRestrictedToken(mine, 0, 1, &off, 0, NULL, 0, NULL, &plain)) return 1002;
    if (!CreateProcessAsUserW(plain, NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &begin,
                              &process))
        return 1003;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}
