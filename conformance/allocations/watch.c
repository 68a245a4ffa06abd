/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file watch.c Finds a shared object and turns its references. Sources: System V ABI, chapter 5 (dynamic section, relocations), and the
 * processor supplements for x86-64 and AArch64.
 */
#include <elf.h>
#include <link.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "allocations.h"

#if defined(__x86_64__)
enum { SLOT = R_X86_64_JUMP_SLOT, DATA = R_X86_64_GLOB_DAT, ADDRESS = R_X86_64_64 };
#elif defined(__aarch64__)
enum { SLOT = R_AARCH64_JUMP_SLOT, DATA = R_AARCH64_GLOB_DAT, ADDRESS = R_AARCH64_ABS64 };
#else
#error "watch.c knows the relocations of x86-64 and AArch64"
#endif

typedef struct object {
    uintptr_t address; /* lies in it */
    uintptr_t base, relro, relro_end;
    const Elf64_Dyn* dynamic;
    const Elf64_Phdr* headers;
    uint32_t header_count;
} object;

static int holds(const object* object, uintptr_t address) {
    for (uint32_t i = 0; i < object->header_count; i++)
        if (object->headers[i].p_type == PT_LOAD && address - (object->base + object->headers[i].p_vaddr) < object->headers[i].p_memsz)
            return 1;
    return 0;
}

static int look(struct dl_phdr_info* info, size_t size, void* argument) {
    object *wanted = argument, found = {.address = wanted->address, .base = info->dlpi_addr, .headers = info->dlpi_phdr, .header_count = info->dlpi_phnum};
    (void)size;
    if (!holds(&found, found.address))
        return 0;
    for (uint32_t i = 0; i < found.header_count; i++) {
        const Elf64_Phdr* header = &found.headers[i];
        if (header->p_type == PT_DYNAMIC)
            found.dynamic = (const Elf64_Dyn*)(found.base + header->p_vaddr);
        if (header->p_type == PT_GNU_RELRO) {
            found.relro = found.base + header->p_vaddr;
            found.relro_end = found.relro + header->p_memsz;
        }
    }
    *wanted = found;
    return 1;
}

/** A value of the dynamic section, 0 when it is not there. */
static uint64_t entry(const object* object, int64_t tag) {
    for (const Elf64_Dyn* next = object->dynamic; next && next->d_tag != DT_NULL; next++)
        if (next->d_tag == tag)
            return next->d_un.d_val;
    return 0;
}

/** An address of the dynamic section: some loaders add the base to it, others leave it as it is in the file. */
static uintptr_t pointer(const object* object, int64_t tag) {
    uintptr_t value = entry(object, tag);
    return !value || value >= object->base ? value : object->base + value;
}

static int write_at(const object* object, void** place, void* value) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = (uintptr_t)place & ~(page - 1);
    int sealed = (uintptr_t)place >= object->relro && (uintptr_t)place < object->relro_end;
    if (sealed && mprotect((void*)first, page, PROT_READ | PROT_WRITE) != 0)
        return 0;
    __atomic_store_n(place, value, __ATOMIC_RELEASE);
    if (sealed)
        mprotect((void*)first, page, PROT_READ);
    return 1;
}

/** A function of the C++ library is called by the address that the loader has bound; one that it has not bound yet is left alone. */
static int turn(const object* object, void** place, const hook* hook) {
    void* bound = *place;
    if (bound == hook->function)
        return 1;
    if (hook->original && (!bound || holds(object, (uintptr_t)bound)))
        return 0;
    if (hook->original)
        *hook->original = bound;
    return write_at(object, place, hook->function);
}

static int turn_back(const object* object, void** place, const hook* hook) {
    return *place == hook->function && write_at(object, place, hook->original ? *hook->original : hook->plain);
}

static int32_t each(const object* object, int64_t table, int64_t bytes, int (*act)(const struct object*, void**, const hook*)) {
    const Elf64_Rela* relocations = (const Elf64_Rela*)pointer(object, table);
    const Elf64_Sym* symbols = (const Elf64_Sym*)pointer(object, DT_SYMTAB);
    const char* names = (const char*)pointer(object, DT_STRTAB);
    uint64_t count = relocations && symbols && names ? entry(object, bytes) / sizeof *relocations : 0;
    int32_t turned = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t type = ELF64_R_TYPE(relocations[i].r_info), index = ELF64_R_SYM(relocations[i].r_info);
        if (!index || (type != SLOT && type != DATA && type != ADDRESS) || (type == ADDRESS && relocations[i].r_addend))
            continue;
        const hook* hook = symbols[index].st_shndx == SHN_UNDEF ? find_hook(names + symbols[index].st_name) : NULL;
        if (hook)
            turned += act(object, (void**)(object->base + relocations[i].r_offset), hook);
    }
    return turned;
}

static int32_t all(const void* address, int (*act)(const struct object*, void**, const hook*)) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    object found = {.address = (uintptr_t)address};
    if (!dl_iterate_phdr(look, &found))
        return -1;
    pthread_mutex_lock(&lock);
    int32_t turned = each(&found, DT_JMPREL, DT_PLTRELSZ, act) + each(&found, DT_RELA, DT_RELASZ, act);
    pthread_mutex_unlock(&lock);
    return turned;
}

int32_t tengen_allocations_watch(const void* address) {
    return all(address, turn);
}

void tengen_allocations_leave(const void* address) {
    all(address, turn_back);
}
