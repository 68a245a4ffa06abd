/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "stress.h"

settings chosen = {.submissions = 100000, .seed = 1, .threads = 6, .hosts = 1, .patience = 30};
totals seen;

static int usage(const char* name) {
    fprintf(stderr,
            "usage: %s [OPTION...] TARGET...\n"
            "Loads the targets, opens them in one or more hosts at once, and lets threads submit random additions; exit status 0 when every\n"
            "rule was kept and every value was right.\n"
            "  TARGET             [LAYER:...:]PLUGIN[,KEY=VALUE[|VALUE...]...]; every round draws one of the values\n"
            "  --submissions N    in all, default %llu\n"
            "  --threads N        of each host, default %u\n"
            "  --hosts N          at one time, default %u\n"
            "  --seed N           of the schedule, default 1\n"
            "  --patience SECONDS until a silent device counts as hung, default %u\n"
            "  --may-fail         submissions may end with EXECUTION_FAILED\n"
            "  --may-be-lost      devices may be lost\n"
            "  --measure          submissions a second and wake-up times instead\n",
            name, (unsigned long long)chosen.submissions, chosen.threads, chosen.hosts,
            chosen.patience);
    return 2;
}

static void* host(void* number) {
    run_world((uint32_t)(uintptr_t)number, chosen.submissions / chosen.hosts);
    return NULL;
}

static void stress(void) {
    pthread_t threads[16];
    uint64_t began = now_ns();
    EXPECT(chosen.hosts && chosen.hosts <= 16, "usage", "%u hosts", chosen.hosts);
    for (uint32_t i = 0; i < chosen.hosts; i++)
        EXPECT(pthread_create(&threads[i], NULL, host, (void*)(uintptr_t)i) == 0, "memory", "no thread");
    for (uint32_t i = 0; i < chosen.hosts; i++)
        pthread_join(threads[i], NULL);
    double seconds = (double)(now_ns() - began) / 1e9;
    printf("%llu submissions in %.1f s, %.0f a second, %llu rounds; %llu results checked, %llu waits, %llu BUSY, %llu cancelled, %llu failed, "
           "%llu lost, %llu bridged\n",
           (unsigned long long)seen.submissions, seconds, (double)seen.submissions / seconds, (unsigned long long)seen.rounds,
           (unsigned long long)seen.checked, (unsigned long long)seen.waits, (unsigned long long)seen.busy, (unsigned long long)seen.cancelled,
           (unsigned long long)seen.failed, (unsigned long long)seen.lost, (unsigned long long)seen.bridged);
}

int main(int argc, char** argv) {
    for (int i = 1; i < argc; i++) {
        const char* value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--may-fail") == 0)
            chosen.may_fail = 1;
        else if (strcmp(argv[i], "--may-be-lost") == 0)
            chosen.may_be_lost = 1;
        else if (strcmp(argv[i], "--measure") == 0)
            chosen.measure = 1;
        else if (strcmp(argv[i], "--submissions") == 0)
            chosen.submissions = strtoull(value, NULL, 10), i++;
        else if (strcmp(argv[i], "--threads") == 0)
            chosen.threads = (uint32_t)strtoul(value, NULL, 10), i++;
        else if (strcmp(argv[i], "--hosts") == 0)
            chosen.hosts = (uint32_t)strtoul(value, NULL, 10), i++;
        else if (strcmp(argv[i], "--patience") == 0)
            chosen.patience = (uint32_t)strtoul(value, NULL, 10), i++;
        else if (strcmp(argv[i], "--seed") == 0)
            chosen.seed = strtoull(value, NULL, 10), i++;
        else if (*argv[i] == '-' || chosen.target_count == MAX_TARGETS)
            return usage(*argv);
        else
            load_target(&chosen.targets[chosen.target_count++], argv[i]);
    }
    if (!chosen.target_count || !chosen.threads || !chosen.hosts)
        return usage(*argv);
    printf("seed %llu, %u threads, %u hosts, %u targets\n", (unsigned long long)chosen.seed, chosen.threads, chosen.hosts, chosen.target_count);
    if (chosen.measure)
        measure();
    else
        stress();
    return 0;
}
