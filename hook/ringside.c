/*
 * ringside call [--direction in|out] [--line LINE] [--id CALLID] [--recording URL] EVENT NUMBER...
 * ringside microsip [--line LINE] ring|answer|video|start|busy|end|out NUMBER...
 *
 * Tells a running Ringside of a call and exits, in milliseconds: softphones such as MicroSIP wait for
 * their hook program to end, so this is neither Electron nor Node. It reads from the file that Ringside
 * keeps for it (readable by its owner alone; RINGSIDE_HOOK_FILE names another) where Ringside listens and
 * the token, posts one line of JSON there and leaves.
 *
 * It never speaks to a port: while Ringside is away anybody may take that, and would be told the token and
 * every number. It speaks to a socket in a folder of this user's alone, or a named pipe, and only once it
 * knows that this user is at the other end.
 *
 * Everything after the event is the remote party's to choose, blanks and dashes included, and softphones
 * append it without quotes. So options stand before the event alone, and all words after it are one opaque
 * string: no option, no file name, no shell, no format, a fixed cap.
 *
 * Exit: 0 reported, 1 refused or not running, 2 wrong use. Never waits longer than WAIT_MS in all, or than
 * RINGSIDE_HOOK_WAIT_MS says: a computer that is very slow may need more.
 */
#ifdef __linux__
/* struct ucred */
#define _GNU_SOURCE
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>
#include <aclapi.h>
#include <sddl.h>
#else
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#define DEFAULT_DIR "/Library/Application Support/Ringside/hook.json"
#else
#define DEFAULT_DIR "/.config/Ringside/hook.json"
#endif
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif
#endif

#define WAIT_MS 150
/* MicroSIP itself does not wait any longer for its hook. */
#define LONGEST_WAIT_MS 10000
/* Of an option, and of what "call" reports; Ringside refuses longer ones too. */
#define LONGEST 128
/* Of the address of a recording; Ringside refuses longer ones too. */
#define LONGEST_URL 1000
/* Four texts of which each letter may have to be escaped in six, the address, and their names. */
#define LONGEST_BODY (4 * 6 * LONGEST + 6 * LONGEST_URL + 256)
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

/* A path of a folder and a file in it, or a pipe's name. */
#define LONGEST_PLACE 600
#ifdef _WIN32
#define PLACE_KEY "\"pipe\":\""
#define PLACE_LETTERS "%599[A-Za-z0-9_-]"
#else
#define PLACE_KEY "\"socket\":\""
#define PLACE_LETTERS "%599[^\"\\]"
#endif

/* Token and place, from the file Ringside writes as one line of JSON; nothing in it needs to be escaped. */
static int read_hook_file(FILE *file, char token[65], char place[LONGEST_PLACE]) {
  char line[1024];
  if (file == NULL) return 0;
  size_t size = fread(line, 1, sizeof line - 1, file);
  fclose(file);
  line[size] = '\0';
  const char *found_token = strstr(line, "\"token\":\"");
  const char *found_place = strstr(line, PLACE_KEY);
  return found_token != NULL && sscanf(found_token, "\"token\":\"%64[A-Za-z0-9_-]\"", token) == 1 &&
         found_place != NULL && sscanf(found_place + strlen(PLACE_KEY), PLACE_LETTERS, place) == 1;
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

#ifdef _WIN32
typedef HANDLE line_to;
#define NO_LINE INVALID_HANDLE_VALUE

/* What the owner of this process is called. The memory stays: the process ends soon. */
static PSID own_sid(TOKEN_INFORMATION_CLASS what) {
  HANDLE token;
  DWORD size = 0;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return NULL;
  GetTokenInformation(token, what, NULL, 0, &size);
  void *told = malloc(size);
  int got = told != NULL && GetTokenInformation(token, what, told, size, &size);
  CloseHandle(token);
  if (!got) return NULL;
  return what == TokenUser ? ((TOKEN_USER *)told)->User.Sid : ((TOKEN_OWNER *)told)->Owner;
}

/* A pipe's name is anybody's to take; its owner nobody can feign. An administrator's own is as good as theirs. */
static int is_ours(HANDLE pipe) {
  PSID owner = NULL;
  PSECURITY_DESCRIPTOR described = NULL;
  if (GetSecurityInfo(pipe, SE_KERNEL_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL, &described) !=
      ERROR_SUCCESS)
    return 0;
  PSID user = own_sid(TokenUser), usual = own_sid(TokenOwner);
  int ours = owner != NULL && ((user != NULL && EqualSid(owner, user)) || (usual != NULL && EqualSid(owner, usual)) ||
                               IsWellKnownSid(owner, WinBuiltinAdministratorsSid));
  LocalFree(described);
  return ours;
}

/* Opens the pipe; when all of its ends are taken it waits for one. */
static line_to open_line(const char *name) {
  wchar_t path[LONGEST_PLACE + 16];
  _snwprintf(path, LONGEST_PLACE + 15, L"\\\\.\\pipe\\%hs", name);
  path[LONGEST_PLACE + 15] = L'\0';
  for (;;) {
    /* The other end may know who we are, and never act as we. */
    HANDLE pipe = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
                              FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, NULL);
    if (pipe != INVALID_HANDLE_VALUE) {
      if (is_ours(pipe)) return pipe;
      CloseHandle(pipe);
      return NO_LINE;
    }
    if (GetLastError() != ERROR_PIPE_BUSY || time_left() == 0 || !WaitNamedPipeW(path, (DWORD)time_left()))
      return NO_LINE;
  }
}

/* Reads or writes once, in the time that is left. How many bytes; -1 for none. */
static int transfer(line_to line, int writing, char *bytes, int size) {
  OVERLAPPED under_way;
  DWORD done = 0;
  memset(&under_way, 0, sizeof under_way);
  under_way.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
  int begun = writing ? WriteFile(line, bytes, (DWORD)size, NULL, &under_way)
                      : ReadFile(line, bytes, (DWORD)size, NULL, &under_way);
  if (!begun && GetLastError() != ERROR_IO_PENDING) return -1;
  if (WaitForSingleObject(under_way.hEvent, (DWORD)time_left()) != WAIT_OBJECT_0) CancelIo(line);
  return GetOverlappedResult(line, &under_way, &done, TRUE) ? (int)done : -1;
}

static void close_line(line_to line) { CloseHandle(line); }
#else
typedef int line_to;
#define NO_LINE (-1)

/* Whether the process at the other end is this user's. */
static int is_ours(int s) {
#ifdef __linux__
  struct ucred peer;
  socklen_t size = sizeof peer;
  return getsockopt(s, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
#else
  uid_t user;
  gid_t group;
  return getpeereid(s, &user, &group) == 0 && user == geteuid();
#endif
}

/*
 * Connects to the socket, without ever hanging: a dead Ringside must not hold up a ringing phone. The folder is opened
 * and looked at first, and the socket is named from within it: what was looked at is what is used, and its whole path
 * may be longer than an address of a socket.
 */
static line_to open_line(const char *path) {
  char folder[LONGEST_PLACE];
  struct stat found;
  struct sockaddr_un address;
  const char *slash = strrchr(path, '/');
  if (*path != '/' || slash == path || strlen(slash + 1) >= sizeof address.sun_path) return NO_LINE;
  memcpy(folder, path, (size_t)(slash - path));
  folder[slash - path] = '\0';
  int dir = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (dir < 0) return NO_LINE;
  int is_private = fstat(dir, &found) == 0 && found.st_uid == geteuid() && (found.st_mode & 077) == 0;
  if (!is_private || fchdir(dir) != 0) {
    close(dir);
    return NO_LINE;
  }
  close(dir);
  if (lstat(slash + 1, &found) != 0 || !S_ISSOCK(found.st_mode) || found.st_uid != geteuid()) return NO_LINE;
  int s = socket(AF_UNIX, SOCK_STREAM, 0);
  if (s < 0) return NO_LINE;
#ifdef SO_NOSIGPIPE
  int yes = 1;
  setsockopt(s, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
#endif
  int left = time_left();
  struct timeval patience = {left / 1000, left % 1000 * 1000 + 1};
  setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  memcpy(address.sun_path, slash + 1, strlen(slash + 1));
  if (connect(s, (struct sockaddr *)&address, sizeof address) == 0 && is_ours(s)) return s;
  close(s);
  return NO_LINE;
}

/* Reads or writes once, in the time that is left. How many bytes; -1 for none. */
static int transfer(line_to s, int writing, char *bytes, int size) {
  struct pollfd one = {s, (short)(writing ? POLLOUT : POLLIN), 0};
  if (poll(&one, 1, time_left()) != 1) return -1;
  return (int)(writing ? send(s, bytes, (size_t)size, MSG_NOSIGNAL) : recv(s, bytes, (size_t)size, 0));
}

static void close_line(line_to s) { close(s); }
#endif

/* What Ringside calls an event of "call", and of MicroSIP's hooks with the direction they tell (call-sources.md 1.2). */
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

static int report(const char *place, const char *token, const char *body) {
  char request[LONGEST_BODY + 512], answer[512] = "";
  int size = snprintf(request, sizeof request,
                      "POST /v1/calls HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                      "Content-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
                      token, (int)strlen(body), body);
  if (size < 0 || (size_t)size >= sizeof request) return complain("the call is described too long", 2);
  line_to line = open_line(place);
  if (line == NO_LINE) return complain("Ringside is not running", 1);
  int got = transfer(line, 1, request, size) == size ? transfer(line, 0, answer, (int)sizeof answer - 1) : -1;
  close_line(line);
  if (got < 12) return complain("Ringside did not answer", 1);
  answer[got] = '\0';
  if (strncmp(answer + 9, "204", 3) == 0) return 0;
  const char *why = strstr(answer, "\r\n\r\n");
  return complain(why == NULL ? "refused" : why + 4, 1);
}

static const char usage[] =
    "use: ringside call [--direction in|out] [--line LINE] [--id CALLID] [--recording URL] ringing|dialing|answered|ended|missed|busy "
    "NUMBER\n     ringside microsip [--line LINE] ring|answer|video|start|busy|end|out NUMBER";

static int run(int count, char **words) {
  char token[65], place[LONGEST_PLACE], body[LONGEST_BODY] = "{", number[LONGEST + 1];
  int at = 2;
  const char *direction = NULL, *line = NULL, *id = NULL, *recording = NULL;
  deadline = now_ms() + wait_ms();
  int microsip = count > 1 && strcmp(words[1], "microsip") == 0;
  if (count < 3 || (!microsip && strcmp(words[1], "call") != 0)) return complain(usage, 2);
  for (; at + 1 < count && strncmp(words[at], "--", 2) == 0; at += 2) {
    const char *value = words[at + 1];
    const char **option = strcmp(words[at], "--line") == 0                     ? &line
                          : !microsip && strcmp(words[at], "--direction") == 0 ? &direction
                          : !microsip && strcmp(words[at], "--id") == 0        ? &id
                          : !microsip && strcmp(words[at], "--recording") == 0 ? &recording
                                                                               : NULL;
    if (option == NULL) return complain(usage, 2);
    /* What a call can do without costs itself alone, as with Ringside (callHookRequest.ts). */
    if (strlen(value) <= (option == &recording ? LONGEST_URL : LONGEST)) *option = value;
  }
  /* MicroSIP appends nothing where an address has no user part. */
  if (at + (microsip ? 0 : 1) >= count) return complain(usage, 2);
  const struct event *event = find_event(microsip ? microsip_events : call_events, words[at++]);
  if (event == NULL) return complain(usage, 2);
  if (microsip) keep_user_part(number, words + at, count - at);
  else if (!join(number, LONGEST, words + at, count - at)) {
    /* What goes on with a call that is known by its id needs no number, as with Ringside (callHookRequest.ts). */
    int begins = strcmp(event->name, "ringing") == 0 || strcmp(event->name, "dialing") == 0 ||
                 strcmp(event->name, "missed") == 0;
    if (begins || id == NULL) return complain("the number is too long", 2);
    *number = '\0';
  }
  if (microsip && *number == '\0') memcpy(number, "anonymous", sizeof "anonymous");
  if (direction == NULL) direction = event->direction;
  int fits = add_field(body, sizeof body, "event", event->name) &&
             add_field(body, sizeof body, "number", number) &&
             (direction == NULL || add_field(body, sizeof body, "direction", direction)) &&
             (line == NULL || add_field(body, sizeof body, "line", line)) &&
             (id == NULL || add_field(body, sizeof body, "callId", id)) &&
             (recording == NULL || add_field(body, sizeof body, "recording", recording));
  size_t end = strlen(body);
  if (!fits || end + 2 > sizeof body) return complain("the call is described too long", 2);
  memcpy(body + end, "}", 2);
  if (!read_hook_file(open_hook_file(), token, place)) return complain("Ringside is not running (no hook file)", 1);
  return report(place, token, body);
}

#ifdef _WIN32
/* A program of windows, so that none flashes up at each call; started from a terminal it speaks there all the same. */
int wmain(int count, wchar_t **wide) {
  static char *words[64];
  if (GetStdHandle(STD_ERROR_HANDLE) == NULL && AttachConsole(ATTACH_PARENT_PROCESS)) freopen("CONOUT$", "w", stderr);
  if (count > 64) return complain("too many words", 2);
  for (int i = 0; i < count; i++) {
    int size = WideCharToMultiByte(CP_UTF8, 0, wide[i], -1, NULL, 0, NULL, NULL);
    words[i] = size > 0 ? malloc((size_t)size) : NULL;
    if (words[i] == NULL || WideCharToMultiByte(CP_UTF8, 0, wide[i], -1, words[i], size, NULL, NULL) == 0)
      return complain("a word cannot be read", 2);
  }
  return run(count, words);
}
#else
int main(int count, char **words) { return run(count, words); }
#endif
