// Moves a program's clocks by what a file says, for the tests of a laptop whose clock is set and that sleeps: the wall
// clock by the first number of seconds in the file named by CLOCKS, the clock that counts sleep by the second. The
// steady clock that does not count sleep stays as it is.

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void read_offsets(long long *wall, long long *slept) {
  *wall = *slept = 0;
  const char *path = getenv("CLOCKS");
  char text[64] = {0};
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  if (read(file, text, sizeof text - 1) > 0) sscanf(text, "%lld %lld", wall, slept);
  close(file);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int failed = (int)syscall(SYS_clock_gettime, clock, now);
  if (failed || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE && clock != CLOCK_BOOTTIME)) return failed;
  long long wall, slept;
  read_offsets(&wall, &slept);
  now->tv_sec += clock == CLOCK_BOOTTIME ? slept : wall;
  return 0;
}

int gettimeofday(struct timeval *now, void *zone) {
  (void)zone;
  struct timespec exact;
  int failed = clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return failed;
}

time_t time(time_t *now) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now) *now = exact.tv_sec;
  return exact.tv_sec;
}
