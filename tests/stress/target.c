/* SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>

#include "stress.h"

static const tg_api* load(const char* path) {
    const tg_api* api = NULL;
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    EXPECT(library, "TG-P-1", "%s", dlerror());
    tg_plugin_entry entry;
    *(void**)&entry = dlsym(library, "tg_plugin_v1");
    EXPECT(entry, "TG-P-1", "%s exports no tg_plugin_v1", path);
    EXPECT(entry(TG_ABI, &api, explained()) == TG_OK, "TG-P-2", "%s", explanation());
    return api;
}

/** A layer's table over another: an optional slot is used only where the one below has it. */
static void put_over(target* target, const tg_api* top) {
    tg_api* api = malloc(sizeof *api);
    tg_layer* layer = malloc(sizeof *layer);
    EXPECT(api && layer, "memory", "no memory for a layer");
    *api = *top;
    *layer = (tg_layer){sizeof *layer, TG_ABI, target->api, target->offer};
    for (size_t slot = offsetof(tg_api, program_infer); slot < offsetof(tg_api, name); slot += sizeof(void*))
        if (*(void* const*)((const char*)target->api + slot) == NULL)
            *(void**)((char*)api + slot) = NULL;
    target->offer = layer;
    target->api = api;
}

void load_target(target* target, char* text) {
    char* at = strchr(text, ',');
    target->path = text;
    while (at) {
        *at++ = 0;
        char* next = strchr(at, ',');
        char* equals = strchr(at, '=');
        EXPECT(equals && target->option_count < MAX_OPTIONS, "usage", "'%s' is no option", at);
        *equals = 0;
        target->keys[target->option_count] = at;
        target->choices[target->option_count++] = equals + 1;
        at = next;
    }
    char* colon = strrchr(text, ':');
    target->api = load(colon ? colon + 1 : text);
    while (colon) {
        *colon = 0;
        colon = strrchr(text, ':');
        put_over(target, load(colon ? colon + 1 : text));
    }
}

void choose_options(session* session, uint64_t* random) {
    const target* target = session->target;
    for (uint32_t i = 0; i < target->option_count; i++) {
        char* copy = strdup(target->choices[i]);
        EXPECT(copy, "memory", "no memory for an option");
        uint32_t count = 1;
        for (const char* c = copy; *c; c++)
            count += *c == '|';
        uint32_t pick = draw(random, count);
        char *from = copy, *end;
        while (pick--)
            from = strchr(from, '|') + 1;
        if ((end = strchr(from, '|')))
            *end = 0;
        memmove(copy, from, strlen(from) + 1);
        session->values[i] = copy;
    }
}
