/* A stand-in for stkdesk.exe and stkdesk-cli.exe, to try the installer without a build.

   self-test        0 when all parts beside it are of its own version, else 9
   hold NAME FILE   holds the mutex NAME ("none": none), makes FILE, waits till it is gone
   anything else    holds both mutexes of stkdesk until it is ended                      */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

static int says_version(const wchar_t *folder, const wchar_t *name) {
    wchar_t path[1024];
    char found[64] = "";
    _snwprintf(path, 1024, L"%ls\\_internal\\%ls", folder, name);
    FILE *file = _wfopen(path, L"r");
    if (!file) return 0;
    if (fgets(found, sizeof found, file)) found[strcspn(found, "\r\n")] = 0;
    fclose(file);
    return strcmp(found, VERSION) == 0;
}

int wmain(int count, wchar_t **words) {
    wchar_t folder[1024];
    GetModuleFileNameW(NULL, folder, 1024);
    *wcsrchr(folder, L'\\') = 0;
    if (count > 1 && wcscmp(words[1], L"self-test") == 0) {
        int good = says_version(folder, L"first.txt") && says_version(folder, L"last.txt");
        printf(good ? "ok %s\n" : "parts of several versions, not all %s\n", VERSION);
        return good ? 0 : 9;
    }
    if (count > 3 && wcscmp(words[1], L"hold") == 0) {
        if (wcscmp(words[2], L"none")) CreateMutexW(NULL, FALSE, words[2]);
        fclose(_wfopen(words[3], L"w"));
        while (GetFileAttributesW(words[3]) != INVALID_FILE_ATTRIBUTES) Sleep(50);
        return 0;
    }
    CreateMutexW(NULL, FALSE, L"Local\\stkdesk-running");
    CreateMutexW(NULL, FALSE, L"Global\\stkdesk-running");
    Sleep(INFINITE);
    return 0;
}
