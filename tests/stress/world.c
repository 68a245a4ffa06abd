/* SPDX-License-Identifier: Apache-2.0 */
/** @file world.c Random work: threads that add what others made, on queues and devices drawn by lot, and check what came of it. */
#include <stdio.h>

#include "stress.h"

enum { POOL = 64, WINDOW = 24, MAX_THREADS = 64, MAX_WAITS = 2, LARGEST = 1 << 20, ROUNDS = 8 };

typedef struct world {
    session* sessions[MAX_TARGETS];
    pthread_mutex_t lock;
    tensor* pool[POOL];
    uint64_t left, accepted;
} world;

/** A thread, and what it submitted and did not check yet. */
typedef struct hand {
    world* world;
    uint64_t random;
    struct {
        work* work;
        tensor* out;
    } window[WINDOW];
    uint32_t begin, count;
} hand;

static int is_gone(session* session) {
    pthread_mutex_lock(&session->book);
    int gone = (int)session->gone;
    pthread_mutex_unlock(&session->book);
    return gone;
}

static void put_into_pool(world* world, uint32_t slot, tensor* tensor) {
    hold(tensor);
    pthread_mutex_lock(&world->lock);
    struct tensor* before = world->pool[slot];
    world->pool[slot] = tensor;
    pthread_mutex_unlock(&world->lock);
    release(before);
}

static void take_from_pool(world* world, const tensor* tensor) {
    struct tensor* found = NULL;
    pthread_mutex_lock(&world->lock);
    for (uint32_t i = 0; i < POOL; i++)
        if (world->pool[i] == tensor) {
            found = world->pool[i];
            world->pool[i] = NULL;
            break;
        }
    pthread_mutex_unlock(&world->lock);
    release(found);
}

/** An operand on this device, with a reference; NULL when the device is lost. */
static tensor* pick(hand* hand, session* session) {
    world* world = hand->world;
    uint32_t slot = draw(&hand->random, POOL);
    pthread_mutex_lock(&world->lock);
    tensor* found = world->pool[slot];
    if (found)
        hold(found);
    pthread_mutex_unlock(&world->lock);
    if (found && llabs(found->base) + LENGTH * llabs(found->step) < LARGEST) {
        if (found->session == session)
            return found;
        tensor* here = found->maker && settle(found->maker) ? NULL : bridge(found, session);
        release(found);
        if (here)
            return here;
    } else
        release(found);
    tensor* fresh = new_tensor(session, LENGTH * sizeof(float), (int64_t)draw(&hand->random, 2001) - 1000, (int64_t)draw(&hand->random, 7) - 3);
    if (fresh) {
        write_tensor(fresh);
        put_into_pool(world, slot, fresh);
    }
    return fresh;
}

/** The operand is ready when the work begins: by the queue's order, by a wait on the device, or because this thread waits. */
static uint32_t order_after(const tensor* operand, lane* lane, tg_sync* wait) {
    work* maker = operand->maker;
    if (!maker || maker->lane == lane)
        return 0;
    if (!(lane->session->flags & TG_DEVICE_WAITS) || !(lane->flags & TG_QUEUE_WAITS)) {
        await(maker);
        return 0;
    }
    *wait = (tg_sync){.value = maker->ticket, .queue = maker->lane->index};
    COUNT(waits);
    return 1;
}

static void retire(hand* hand) {
    work* work = hand->window[hand->begin].work;
    tensor* out = hand->window[hand->begin].out;
    hand->begin = (hand->begin + 1) % WINDOW;
    hand->count--;
    int poisoned = settle(work);
    if (out && poisoned)
        take_from_pool(hand->world, out);
    else if (out)
        check_tensor(out);
    release(out);
    release_work(work);
}

static void remember(hand* hand, work* work, tensor* out) {
    if (hand->count == WINDOW)
        retire(hand);
    uint32_t at = (hand->begin + hand->count++) % WINDOW;
    hand->window[at].work = work;
    hand->window[at].out = out;
}

/** One submission with its memory. */
static void step(hand* hand) {
    world* world = hand->world;
    session* session = world->sessions[draw(&hand->random, chosen.target_count)];
    lane* lane = &session->lanes[draw(&hand->random, session->lane_count)];
    uint32_t lot = draw(&hand->random, 100), program = lot < 4 ? PROGRAMS : lot < 55 ? ADD : lot < 85 ? ADD_TWICE : TG_NONE, wait_count = 0;
    if (program == TG_NONE && !(session->api->copy && lane->flags & TG_QUEUE_COPY))
        program = ADD;
    uint32_t inputs = program == PROGRAMS ? 0 : program == TG_NONE ? 1 : 2, count = 0;
    tensor *operands[MAX_OPERANDS] = {NULL}, *out = NULL;
    tg_sync waits[MAX_WAITS];
    work* work = new_work(lane);
    int whole = 1;
    for (; count < inputs && whole; count++)
        whole = (operands[count] = pick(hand, session)) != NULL;
    if (whole && inputs) {
        const tensor *x = operands[0], *y = operands[1];
        int64_t base = inputs == 1 ? x->base : x->base + y->base + (program == ADD_TWICE ? x->base : 0);
        int64_t step = inputs == 1 ? x->step : x->step + y->step + (program == ADD_TWICE ? x->step : 0);
        whole = (out = operands[count++] = new_tensor(session, LENGTH * sizeof(float), base, step)) != NULL;
    }
    if (whole && program < PROGRAMS && session->scratch[program])
        whole = (operands[count++] = new_tensor(session, session->scratch[program], 0, 0)) != NULL;
    if (whole) {
        for (uint32_t i = 0; i < inputs; i++)
            wait_count += order_after(operands[i], lane, &waits[wait_count]);
        if (out) {
            hold_work(work);
            out->maker = work;
        }
        for (uint32_t i = 0; i < count; i++)
            add_operand(work, operands[i]);
        if (submit(work, program, waits, wait_count, draw(&hand->random, 16) == 0)) {
            __atomic_fetch_add(&world->accepted, 1, __ATOMIC_RELAXED);
            if (out)
                put_into_pool(world, draw(&hand->random, POOL), out);
            if (session->api->cancel && draw(&hand->random, 50) == 0)
                cancel(work);
        }
        hold_work(work);
        if (out)
            hold(out);
        remember(hand, work, out);
    }
    for (uint32_t i = 0; i < count; i++)
        release(operands[i]);
    release_work(work);
}

static int take(world* world) {
    uint64_t left = __atomic_load_n(&world->left, __ATOMIC_RELAXED);
    while (left && !__atomic_compare_exchange_n(&world->left, &left, left - 1, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    }
    for (uint32_t i = 0; i < chosen.target_count && left; i++)
        if (is_gone(world->sessions[i]))
            return 0;
    return left != 0;
}

static void* labour(void* argument) {
    hand* hand = argument;
    while (take(hand->world))
        step(hand);
    return NULL;
}

static void run_round(world* world, uint64_t* random, uint64_t submissions) {
    hand* hands = calloc(chosen.threads, sizeof *hands);
    pthread_t threads[MAX_THREADS];
    EXPECT(hands && chosen.threads <= MAX_THREADS, "usage", "%u threads", chosen.threads);
    for (uint32_t i = 0; i < chosen.target_count; i++)
        world->sessions[i] = open_session(&chosen.targets[i], random);
    world->left = submissions;
    for (uint32_t i = 0; i < chosen.threads; i++) {
        hands[i].world = world;
        hands[i].random = *random + i * 0x9E3779B97F4A7C15u;
        EXPECT(pthread_create(&threads[i], NULL, labour, &hands[i]) == 0, "memory", "no thread");
    }
    for (uint32_t i = 0; i < chosen.threads; i++)
        pthread_join(threads[i], NULL);
    int under_load = (int)draw(random, 2);
    for (uint32_t i = 0; i < chosen.target_count && under_load; i++)
        close_under_load(world->sessions[i]);
    for (uint32_t i = 0; i < chosen.threads; i++)
        while (hands[i].count)
            retire(&hands[i]);
    for (uint32_t i = 0; i < POOL; i++) {
        release(world->pool[i]);
        world->pool[i] = NULL;
    }
    for (uint32_t i = 0; i < chosen.target_count; i++)
        close_session(world->sessions[i]);
    free(hands);
    COUNT(rounds);
}

void run_world(uint32_t number, uint64_t submissions) {
    world* world = calloc(1, sizeof *world);
    uint64_t random = chosen.seed + number * 0xD1342543DE82EF95u;
    EXPECT(world, "memory", "no memory for a world");
    pthread_mutex_init(&world->lock, NULL);
    while (world->accepted < submissions) {
        uint64_t rest = submissions - world->accepted, part = submissions / ROUNDS + 1;
        run_round(world, &random, rest < part ? rest : part);
    }
    pthread_mutex_destroy(&world->lock);
    free(world);
}
