/*
 * ringside call [--direction in|out] [--line LINE] [--id CALLID] EVENT NUMBER...
 * ringside microsip [--line LINE] ring|answer|video|start|busy|end|out NUMBER...
 *
 * Tells a running Ringside of a call and exits, in milliseconds: softphones such as MicroSIP wait for
 * their hook program to end, so this is neither Electron nor Node. It reads port and token from the file
 * that Ringside keeps for it (readable by its owner alone; RINGSIDE_HOOK_FILE names another), posts one
 * line of JSON to 127.0.0.1 and leaves.
 *
 * Everything after the event is the remote party's to choose, blanks and dashes included, and softphones
 * append it without quotes. So options stand before the event alone, and all words after it are one opaque
 * string: no option, no file name, no shell, no format, a fixed cap.
 *
 * Exit: 0 reported, 1 refused or not running, 2 wrong use. Never waits longer than WAIT_MS in all, or than
 * RINGSIDE_HOOK_WAIT_MS says: a computer that is very slow may need more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
typedef SOCKET sock;
#define close_socket closesocket
#else
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
typedef int sock;
#define INVALID_SOCKET (-1)
#ifdef __APPLE__
#define DEFAULT_DIR "/Library/Application Support/Ringside/hook.json"
#else
#define DEFAULT_DIR "/.config/Ringside/hook.json"
#endif
#define close_socket close
#endif

#define WAIT_MS 150
/* MicroSIP itself does not wait any longer for its hook. */
#define LONGEST_WAIT_MS 10000
/* Of an option, and of what "call" reports; Ringside refuses longer ones too. */
#define LONGEST 128
/* MicroSIP tells the user part of an address, or a domain. */
#define LONGEST_USER 64

static long long deadline;

static long long now_ms(void) {
#ifdef _WIN32
  return (long long)GetTickCount64();
#else
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
#endif
}

static int time_left(void) {
  long long left = deadline - now_ms();
  return left > 0 ? (int)left : 0;
}

/* How long all of it may take. Anything but a number of milliseconds is as good as none. */
static int wait_ms(void) {
  const char *given = getenv("RINGSIDE_HOOK_WAIT_MS");
  long wanted = given == NULL ? 0 : strtol(given, NULL, 10);
  return wanted > 0 && wanted <= LONGEST_WAIT_MS ? (int)wanted : WAIT_MS;
}

static int complain(const char *what, int code) {
  fprintf(stderr, "ringside: %s\n", what);
  return code;
}

/* Port and token, from the file Ringside writes as one line of JSON in exactly this order. */
static int read_hook_file(FILE *file, int *port, char token[65]) {
  char line[256];
  if (file == NULL) return 0;
  size_t size = fread(line, 1, sizeof line - 1, file);
  fclose(file);
  line[size] = '\0';
  return sscanf(line, "{\"port\":%d,\"token\":\"%64[A-Za-z0-9_-]\"}", port, token) == 2 && *port > 0 &&
         *port < 65536;
}

#ifdef _WIN32
/* In the system's own letters: a user's name need not fit the code page. */
static FILE *open_hook_file(void) {
  wchar_t path[1024];
  const wchar_t *given = _wgetenv(L"RINGSIDE_HOOK_FILE");
  const wchar_t *base = _wgetenv(L"APPDATA");
  int size = given != NULL && *given != L'\0' ? _snwprintf(path, 1023, L"%ls", given)
             : base != NULL                    ? _snwprintf(path, 1023, L"%ls\\Ringside\\hook.json", base)
                                               : -1;
  if (size < 0 || size >= 1023) return NULL;
  path[size] = L'\0';
  return _wfopen(path, L"r");
}
#else
static FILE *open_hook_file(void) {
  char path[1024];
  const char *given = getenv("RINGSIDE_HOOK_FILE");
  const char *config = getenv("XDG_CONFIG_HOME");
  const char *home = getenv("HOME");
  int size = -1;
  if (given != NULL && *given != '\0') size = snprintf(path, sizeof path, "%s", given);
#ifndef __APPLE__
  else if (config != NULL && *config != '\0') size = snprintf(path, sizeof path, "%s/Ringside/hook.json", config);
#else
  (void)config;
#endif
  else if (home != NULL) size = snprintf(path, sizeof path, "%s%s", home, DEFAULT_DIR);
  return size < 0 || (size_t)size >= sizeof path ? NULL : fopen(path, "r");
}
#endif

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
  return WSAPoll(&poll_one, 1, time_left()) == 1;
#else
  struct pollfd poll_one = {s, (short)(writing ? POLLOUT : POLLIN), 0};
  return poll(&poll_one, 1, time_left()) == 1;
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

/* What Ringside calls an event of "call", and of MicroSIP's hooks with the direction they tell (facts 1.2). */
struct event {
  const char *word;
  const char *name;
  const char *direction;
};
static const struct event call_events[] = {{"ringing", "ringing", NULL},   {"dialing", "dialing", NULL},
                                           {"answered", "answered", NULL}, {"ended", "ended", NULL},
                                           {"missed", "missed", NULL},     {"busy", "busy", NULL},
                                           {NULL, NULL, NULL}};
static const struct event microsip_events[] = {{"ring", "ringing", "in"},    {"answer", "answered", "in"},
                                               {"video", "answered", "in"},  {"start", "answered", NULL},
                                               {"busy", "busy", NULL},       {"end", "ended", NULL},
                                               {"out", "dialing", "out"},    {NULL, NULL, NULL}};

static const struct event *find_event(const struct event *events, const char *word) {
  for (; events->word != NULL; events++) {
    if (strcmp(events->word, word) == 0) return events;
  }
  return NULL;
}

/* All words from here on as one, blanks between them. False when they are longer than `longest`. */
static int join(char *text, size_t longest, char **words, int count) {
  size_t at = 0;
  for (int i = 0; i < count; i++) {
    size_t size = strlen(words[i]);
    if (at + size + (i > 0) > longest) return 0;
    if (i > 0) text[at++] = ' ';
    memcpy(text + at, words[i], size);
    at += size;
  }
  text[at] = '\0';
  return 1;
}

/* Leaves what the user part of a number may hold, and no more of it than LONGEST_USER. */
static void keep_user_part(char *text, char **words, int count) {
  static const char kept[] = "0123456789+*#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-";
  size_t at = 0;
  for (int i = 0; i < count; i++) {
    for (const char *c = words[i]; *c != '\0' && at < LONGEST_USER; c++) {
      if (strchr(kept, *c) != NULL) text[at++] = *c;
    }
  }
  text[at] = '\0';
}

static int report(int port, const char *token, const char *body) {
  char request[2048];
  int size = snprintf(request, sizeof request,
                      "POST /v1/calls HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                      "Content-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
                      port, token, (int)strlen(body), body);
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
    "use: ringside call [--direction in|out] [--line LINE] [--id CALLID] ringing|dialing|answered|ended|missed|busy "
    "NUMBER\n     ringside microsip [--line LINE] ring|answer|video|start|busy|end|out NUMBER";

static int run(int count, char **words) {
  char token[65], body[1024] = "{", number[LONGEST + 1];
  int port = 0, at = 2;
  const char *direction = NULL, *line = NULL, *id = NULL;
  deadline = now_ms() + wait_ms();
  int microsip = count > 1 && strcmp(words[1], "microsip") == 0;
  if (count < 3 || (!microsip && strcmp(words[1], "call") != 0)) return complain(usage, 2);
  for (; at + 1 < count && strncmp(words[at], "--", 2) == 0; at += 2) {
    const char *value = words[at + 1];
    if (strlen(value) > LONGEST) return complain("an option is too long", 2);
    if (strcmp(words[at], "--line") == 0) line = value;
    else if (!microsip && strcmp(words[at], "--direction") == 0) direction = value;
    else if (!microsip && strcmp(words[at], "--id") == 0) id = value;
    else return complain(usage, 2);
  }
  /* MicroSIP appends nothing where an address has no user part. */
  if (at + (microsip ? 0 : 1) >= count) return complain(usage, 2);
  const struct event *event = find_event(microsip ? microsip_events : call_events, words[at++]);
  if (event == NULL) return complain(usage, 2);
  if (microsip) keep_user_part(number, words + at, count - at);
  else if (!join(number, LONGEST, words + at, count - at)) return complain("the number is too long", 2);
  if (microsip && *number == '\0') memcpy(number, "anonymous", sizeof "anonymous");
  if (direction == NULL) direction = event->direction;
  int fits = add_field(body, sizeof body, "event", event->name) &&
             add_field(body, sizeof body, "number", number) &&
             (direction == NULL || add_field(body, sizeof body, "direction", direction)) &&
             (line == NULL || add_field(body, sizeof body, "line", line)) &&
             (id == NULL || add_field(body, sizeof body, "callId", id));
  size_t end = strlen(body);
  if (!fits || end + 2 > sizeof body) return complain("the call is described too long", 2);
  memcpy(body + end, "}", 2);
  if (!read_hook_file(open_hook_file(), &port, token))
    return complain("Ringside has not run here yet (no hook file)", 1);
  return report(port, token, body);
}

#ifdef _WIN32
/* A program of windows, so that none flashes up at each call; started from a terminal it speaks there all the same. */
int wmain(int count, wchar_t **wide) {
  static char *words[64];
  static char text[64][LONGEST * 4 + 4];
  WSADATA started;
  if (GetStdHandle(STD_ERROR_HANDLE) == NULL && AttachConsole(ATTACH_PARENT_PROCESS)) freopen("CONOUT$", "w", stderr);
  if (count > 64) return complain("too many words", 2);
  for (int i = 0; i < count; i++) {
    words[i] = text[i];
    /* The program's own path may be long, and is not looked at. */
    if (i > 0 && WideCharToMultiByte(CP_UTF8, 0, wide[i], -1, text[i], (int)sizeof text[i], NULL, NULL) == 0)
      return complain("a word is too long", 2);
  }
  if (WSAStartup(MAKEWORD(2, 2), &started) != 0) return complain("no network", 1);
  return run(count, words);
}
#else
int main(int count, char **words) { return run(count, words); }
#endif
