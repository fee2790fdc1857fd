/*
 * ringside call <event> <number> [--direction in|out] [--line LINE] [--id CALLID] [--file HOOKFILE]
 *
 * Tells a running Ringside of a call and exits, in milliseconds: softphones such as MicroSIP wait for
 * their hook program to end, so this is neither Electron nor Node. It reads port and token from the file
 * that Ringside keeps for it (readable by its owner alone), posts one line of JSON to 127.0.0.1 and
 * leaves. Everything after the event is the remote party's to choose, so it is one opaque string: no
 * shell, no format, a fixed cap.
 *
 * Exit: 0 reported, 1 refused or not running, 2 wrong use. Never waits longer than WAIT_MS in all.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
typedef SOCKET sock;
#define DEFAULT_DIR_VARIABLE "APPDATA"
#define DEFAULT_DIR "\\Ringside\\hook.json"
#define close_socket closesocket
#else
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int sock;
#define INVALID_SOCKET (-1)
#define DEFAULT_DIR_VARIABLE "HOME"
#ifdef __APPLE__
#define DEFAULT_DIR "/Library/Application Support/Ringside/hook.json"
#else
#define DEFAULT_DIR "/.config/Ringside/hook.json"
#endif
#define close_socket close
#endif

#define WAIT_MS 150
#define LONGEST 128

static int complain(const char *what, int code) {
  fprintf(stderr, "ringside: %s\n", what);
  return code;
}

/* Port and token, from the file Ringside writes as one line of JSON in exactly this order. */
static int read_hook_file(const char *path, int *port, char token[65]) {
  char line[256];
  FILE *file = fopen(path, "r");
  if (file == NULL) return 0;
  size_t size = fread(line, 1, sizeof line - 1, file);
  fclose(file);
  line[size] = '\0';
  return sscanf(line, "{\"port\":%d,\"token\":\"%64[A-Za-z0-9_-]\"}", port, token) == 2 && *port > 0 &&
         *port < 65536;
}

static void default_hook_file(char *path, size_t size) {
  const char *given = getenv("RINGSIDE_HOOK_FILE");
  if (given != NULL && *given != '\0') {
    snprintf(path, size, "%s", given);
    return;
  }
#if !defined(_WIN32) && !defined(__APPLE__)
  const char *config = getenv("XDG_CONFIG_HOME");
  if (config != NULL && *config != '\0') {
    snprintf(path, size, "%s/Ringside/hook.json", config);
    return;
  }
#endif
  const char *base = getenv(DEFAULT_DIR_VARIABLE);
  snprintf(path, size, "%s%s", base == NULL ? "" : base, DEFAULT_DIR);
}

/* Appends `,"name":"value"` with the value escaped for JSON. False when it does not fit. */
static int add_field(char *body, size_t size, const char *name, const char *value) {
  size_t at = strlen(body);
  int head = snprintf(body + at, size - at, "%s\"%s\":\"", at > 1 ? "," : "", name);
  if (head < 0 || (size_t)head >= size - at) return 0;
  at += (size_t)head;
  for (const unsigned char *c = (const unsigned char *)value; *c != '\0'; c++) {
    if (at + 8 > size) return 0;
    if (*c == '"' || *c == '\\') body[at++] = '\\';
    if (*c < 0x20) {
      at += (size_t)snprintf(body + at, size - at, "\\u%04x", *c);
    } else {
      body[at++] = (char)*c;
    }
  }
  if (at + 2 > size) return 0;
  body[at++] = '"';
  body[at] = '\0';
  return 1;
}

static void set_blocking(sock s, int blocking) {
#ifdef _WIN32
  u_long mode = blocking ? 0 : 1;
  ioctlsocket(s, FIONBIO, &mode);
#else
  int flags = fcntl(s, F_GETFL, 0);
  fcntl(s, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
#endif
}

static int wait_for(sock s, int writing) {
#ifdef _WIN32
  WSAPOLLFD poll_one = {s, (SHORT)(writing ? POLLOUT : POLLIN), 0};
  return WSAPoll(&poll_one, 1, WAIT_MS) == 1;
#else
  struct pollfd poll_one = {s, (short)(writing ? POLLOUT : POLLIN), 0};
  return poll(&poll_one, 1, WAIT_MS) == 1;
#endif
}

/* Connects to 127.0.0.1 without ever hanging: a dead Ringside must not hold up a ringing phone. */
static sock connect_loopback(int port) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons((unsigned short)port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sock s = socket(AF_INET, SOCK_STREAM, 0);
  if (s == INVALID_SOCKET) return INVALID_SOCKET;
  set_blocking(s, 0);
  int failed = connect(s, (struct sockaddr *)&address, sizeof address) != 0;
  if (failed) {
    int error = 0;
    socklen_t size = sizeof error;
    if (!wait_for(s, 1) || getsockopt(s, SOL_SOCKET, SO_ERROR, (char *)&error, &size) != 0 || error != 0) {
      close_socket(s);
      return INVALID_SOCKET;
    }
  }
  set_blocking(s, 1);
  return s;
}

static int is_event(const char *word) {
  static const char *const events[] = {"ringing", "dialing", "answered", "ended", "missed"};
  for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
    if (strcmp(word, events[i]) == 0) return 1;
  }
  return 0;
}

static int report(int port, const char *token, const char *body) {
  char request[2048];
  int size = snprintf(request, sizeof request,
                      "POST /v1/calls HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                      "Content-Type: application/json\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
                      port, token, strlen(body), body);
  if (size < 0 || (size_t)size >= sizeof request) return complain("the call is described too long", 2);
  sock s = connect_loopback(port);
  if (s == INVALID_SOCKET) return complain("Ringside is not running", 1);
  char answer[512] = "";
  int got = send(s, request, (size_t)size, 0) == size && wait_for(s, 0)
                ? (int)recv(s, answer, sizeof answer - 1, 0)
                : -1;
  close_socket(s);
  if (got < 12) return complain("Ringside did not answer", 1);
  answer[got] = '\0';
  if (strncmp(answer + 9, "204", 3) == 0) return 0;
  const char *why = strstr(answer, "\r\n\r\n");
  return complain(why == NULL ? "refused" : why + 4, 1);
}

static const char usage[] =
    "use: ringside call ringing|dialing|answered|ended|missed NUMBER [--direction in|out] [--line LINE] "
    "[--id CALLID] [--file HOOKFILE]";

int main(int count, char **words) {
  char path[1024], token[65], body[1024] = "{";
  int port = 0;
  const char *file = NULL;
  if (count < 4 || strcmp(words[1], "call") != 0 || !is_event(words[2])) return complain(usage, 2);
  if (strlen(words[3]) > LONGEST) return complain("the number is too long", 2);
  int fits = add_field(body, sizeof body, "event", words[2]) && add_field(body, sizeof body, "number", words[3]);
  for (int i = 4; i + 1 < count; i += 2) {
    const char *value = words[i + 1];
    if (strlen(value) > LONGEST && strcmp(words[i], "--file") != 0) return complain("an option is too long", 2);
    if (strcmp(words[i], "--direction") == 0) fits = fits && add_field(body, sizeof body, "direction", value);
    else if (strcmp(words[i], "--line") == 0) fits = fits && add_field(body, sizeof body, "line", value);
    else if (strcmp(words[i], "--id") == 0) fits = fits && add_field(body, sizeof body, "callId", value);
    else if (strcmp(words[i], "--file") == 0) file = value;
    else return complain(usage, 2);
  }
  size_t end = strlen(body);
  if (!fits || end + 2 > sizeof body) return complain("the call is described too long", 2);
  memcpy(body + end, "}", 2);
  if (file == NULL) {
    default_hook_file(path, sizeof path);
    file = path;
  }
  if (!read_hook_file(file, &port, token)) return complain("Ringside has not run here yet (no hook file)", 1);
#ifdef _WIN32
  WSADATA started;
  if (WSAStartup(MAKEWORD(2, 2), &started) != 0) return complain("no network", 1);
#endif
  return report(port, token, body);
}
