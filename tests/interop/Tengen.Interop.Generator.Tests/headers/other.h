/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OTHER_H
#define OTHER_H

#define TT_NOT_FROM_HERE 1

typedef struct other_record {
    int a;
} other_record;
typedef enum { OTHER_MODE_A, OTHER_MODE_B } other_mode;

#endif
