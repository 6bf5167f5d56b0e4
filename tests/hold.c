/* Holds a file or a folder as another program of Windows does, for some seconds: hold HOW SECONDS PATH
   read: a viewer, others may read it too    alone: nobody else may open it    part: a part of it is locked
   map: a program has it in its memory       stand: a console stands in the folder */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **word) {
    if (count != 4) return 2;
    wchar_t how = word[1][0], *path = word[3];
    BOOL held = FALSE;
    if (how == L's') {
        held = SetCurrentDirectoryW(path);
    } else {
        DWORD share = how == L'a' ? 0 : how == L'r' ? FILE_SHARE_READ : FILE_SHARE_READ | FILE_SHARE_WRITE;
        HANDLE file = CreateFileW(path, GENERIC_READ, share, NULL, OPEN_EXISTING, 0, NULL);
        held = file != INVALID_HANDLE_VALUE;
        if (how == L'p') held = held && LockFile(file, 0, 0, 1, 0);
        if (how == L'm') {
            HANDLE map = CreateFileMappingW(file, NULL, PAGE_READONLY, 0, 0, NULL);
            held = map && MapViewOfFile(map, FILE_MAP_READ, 0, 0, 0) && CloseHandle(file);
        }
    }
    puts(held ? "held" : "not held");
    fflush(stdout);
    if (held) Sleep(1000 * _wtoi(word[2]));
    return !held;
}
