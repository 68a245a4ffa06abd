/* SPDX-License-Identifier: Apache-2.0 */
/** @file report.c Numbers as text: in errors for hosts, in log lines about plugins. */
#include <stdarg.h>
#include <stdio.h>

#include "validate.h"

enum { MOST_LINES = 16, LINE = 512 };

static const struct {
    const char* name;
    uint32_t level;
} table[OBLIGATIONS] = {
#define OBLIGATION(name, level, what) {#name, level},
#include "obligations.inc"
#undef OBLIGATION
};

static pthread_mutex_t late_lock = PTHREAD_MUTEX_INITIALIZER;
static char late[LINE];

const char* label_of(obligation number) {
    static _Thread_local char label[16];
    snprintf(label, sizeof label, "TG-%c-%s", table[number].name[0], table[number].name + 2);
    return label;
}

tg_status refuse(tg_error* error, tg_status status, obligation number, const char* format, ...) {
    char text[LINE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return tg_fail(error, status, label_of(number), text);
}

static void line(char* into, obligation number, const char* format, va_list arguments) {
    int begun = snprintf(into, LINE, "%s: ", label_of(number));
    vsnprintf(into + begun, LINE - (size_t)begun, format, arguments);
    for (char* c = into; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
}

/** A plugin that breaks one rule at every call is told so a few times. */
static int too_many(tg_device* device, obligation number) {
    if (!device)
        return 0;
    pthread_mutex_lock(&V(device)->lock);
    int many = V(device)->lines[number]++ >= MOST_LINES;
    pthread_mutex_unlock(&V(device)->lock);
    return many;
}

void violation(const layer_link* link, obligation number, const char* format, ...) {
    char text[LINE];
    va_list arguments;
    if (too_many(link->device, number) || !link->up.log)
        return;
    va_start(arguments, format);
    line(text, number, format, arguments);
    va_end(arguments);
    link->up.log(link->host, table[number].level, text);
}

void violation_late(obligation number, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    pthread_mutex_lock(&late_lock);
    line(late, number, format, arguments);
    pthread_mutex_unlock(&late_lock);
    va_end(arguments);
}

void tell_late(const layer_link* link) {
    char text[LINE];
    pthread_mutex_lock(&late_lock);
    memcpy(text, late, sizeof text);
    if (link->up.log)
        late[0] = 0;
    pthread_mutex_unlock(&late_lock);
    if (text[0] && link->up.log)
        link->up.log(link->host, TG_LOG_ERROR, text);
}
