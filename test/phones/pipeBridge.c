/*
 * pipeBridge NAME PORT [nobody]: for tests under Wine. Makes the named pipe NAME and hands what is written to it to 127.0.0.1:PORT,
 * and what comes back to the pipe, a client after the other. With "nobody" the pipe is not this user's.
 */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

static SOCKET connect_port(int port) {
  struct sockaddr_in address = {0};
  SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_family = AF_INET;
  address.sin_port = htons((unsigned short)port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(s, (struct sockaddr *)&address, sizeof address) == 0) return s;
  closesocket(s);
  return INVALID_SOCKET;
}

/* Windows gives each pipe its maker as its owner; Wine gives it none that was not named. */
static SECURITY_ATTRIBUTES *owned(void) {
  static SECURITY_ATTRIBUTES attributes;
  static SECURITY_DESCRIPTOR described;
  static BYTE told[256];
  HANDLE token;
  DWORD size = sizeof told;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token) ||
      !GetTokenInformation(token, TokenUser, told, size, &size))
    return NULL;
  InitializeSecurityDescriptor(&described, SECURITY_DESCRIPTOR_REVISION);
  SetSecurityDescriptorOwner(&described, ((TOKEN_USER *)told)->User.Sid, FALSE);
  attributes.nLength = sizeof attributes;
  attributes.lpSecurityDescriptor = &described;
  return &attributes;
}

static char bytes[8192];

static HANDLE make_pipe(const char *path, SECURITY_ATTRIBUTES *owner) {
  return CreateNamedPipeA(path, PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT, PIPE_UNLIMITED_INSTANCES,
                          sizeof bytes, sizeof bytes, 0, owner);
}

int main(int count, char **words) {
  char path[300];
  WSADATA started;
  if (count < 3 || WSAStartup(MAKEWORD(2, 2), &started) != 0) return 2;
  snprintf(path, sizeof path, "\\\\.\\pipe\\%s", words[1]);
  SECURITY_ATTRIBUTES *owner = count > 3 ? NULL : owned();
  HANDLE pipe = make_pipe(path, owner);
  if (pipe == INVALID_HANDLE_VALUE) return 1;
  printf("ready\n");
  fflush(stdout);
  for (;;) {
    DWORD got = 0, wrote = 0;
    int is_connected = ConnectNamedPipe(pipe, NULL) || GetLastError() == ERROR_PIPE_CONNECTED;
    /* As Ringside does: there is always an end for the next client, or the name would be gone for a moment. */
    HANDLE next = make_pipe(path, owner);
    if (next == INVALID_HANDLE_VALUE) return 1;
    if (is_connected) {
      SOCKET s = ReadFile(pipe, bytes, sizeof bytes, &got, NULL) ? connect_port(atoi(words[2])) : INVALID_SOCKET;
      if (s != INVALID_SOCKET) {
        send(s, bytes, (int)got, 0);
        for (int size; (size = recv(s, bytes, sizeof bytes, 0)) > 0;) WriteFile(pipe, bytes, (DWORD)size, &wrote, NULL);
        closesocket(s);
        FlushFileBuffers(pipe);
      }
    }
    DisconnectNamedPipe(pipe);
    CloseHandle(pipe);
    pipe = next;
  }
}
