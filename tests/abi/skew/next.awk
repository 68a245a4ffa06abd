# SPDX-License-Identifier: Apache-2.0
#
# Makes the header of a simulated next minor from tengen.h: one more field at the end of every struct that may grow, two more pointers at the
# end of every table. Fails when a struct does not fit the pattern, so that a header it does not understand is never tested by halves.

function fail(text) { print "next.awk: line " NR ": " text > "/dev/stderr"; failed = 1; exit 1 }

function grow(name) {
    closed = name
    if (name == "tg_options")
        return
    if (name ~ /^tg_(host|api|timeline_api|profile_api)$/)
        print "    void(TG_CALL* next_call)(void);\n    const void* next_pointer;"
    else
        print "    uint64_t next_field;"
}

/^#define TG_MINOR 0$/ { print "#define TG_MINOR 1"; minor = 1; next }

# A struct's first size stays what it was; its own size is asserted with what was added.
/^#define TG_STRUCT\(type, words, pointers\)/ {
    print "#define TG_STRUCT_NEXT(type, words, pointers, now_words, now_pointers) \\"
    print "    typedef char type##_layout[sizeof(type) == TG_SIZE(now_words, now_pointers) ? 1 : -1]; \\"
    print "    enum { type##_1_0 = 8 * (words) + (pointers) * (int)sizeof(void*) }"
}

/^struct tg_host \{/ { open_host = 1 }
/^} tg_[a-z_]+;$/ { name = $2; sub(/;/, "", name); grow(name) }
/^};$/ && open_host { open_host = 0; grow("tg_host") }

/^TG_STRUCT\(tg_/ {
    split($0, part, /[(), ]+/)
    if (part[2] != closed)
        fail("TG_STRUCT(" part[2] ") does not follow its struct, but " closed)
    structs++
    if (closed == "tg_options")
        print
    else if (closed ~ /^tg_(host|api|timeline_api|profile_api)$/)
        printf "TG_STRUCT_NEXT(%s, %d, %d, %d, %d);\n", part[2], part[3], part[4], part[3], part[4] + 2
    else
        printf "TG_STRUCT_NEXT(%s, %d, %d, %d, %d);\n", part[2], part[3], part[4], part[3] + 1, part[4]
    closed = ""
    next
}

{ print }

END {
    if (!failed && (!minor || structs < 40))
        fail("expected TG_MINOR 0 and at least 40 structs, found minor " minor + 0 " and " structs + 0)
}
