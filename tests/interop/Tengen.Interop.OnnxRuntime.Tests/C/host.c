/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file host.c A host in C: registers the provider, runs a model of one input [N, 4] on a batch of three, prints the first output.
 * Usage: host LIBONNXRUNTIME PROVIDER MODEL run|thrice|unregister [KEY=VALUE...]; `unregister` takes the provider away before it runs.
 */
#include <dlfcn.h>
#include <onnxruntime_c_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OPTIONS = 8, BATCH = 3, WIDTH = 4 };

static const OrtApi* ort;

static void check(OrtStatus* status) {
    if (!status)
        return;
    fprintf(stderr, "error: %s\n", ort->GetErrorMessage(status));
    ort->ReleaseStatus(status);
    exit(1);
}

static const OrtApi* load(const char* path) {
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const OrtApiBase* (*base)(void) = NULL;
    void* symbol = library ? dlsym(library, "OrtGetApiBase") : NULL;
    memcpy(&base, &symbol, sizeof base);
    return base ? base()->GetApi(ORT_API_VERSION) : NULL;
}

static const OrtEpDevice* find(const OrtEnv* env) {
    const OrtEpDevice* const* devices;
    size_t count;
    check(ort->GetEpDevices(env, &devices, &count));
    for (size_t i = 0; i < count; i++)
        if (strcmp(ort->EpDevice_EpName(devices[i]), "Tengen") == 0)
            return devices[i];
    fprintf(stderr, "error: the provider offers no device\n");
    exit(1);
}

static OrtSession* create(OrtEnv* env, const char* model, int count, char** pairs) {
    const char* keys[MOST_OPTIONS];
    const char* values[MOST_OPTIONS];
    for (int i = 0; i < count; i++) {
        char* equals = strchr(pairs[i], '=');
        *equals = 0;
        keys[i] = pairs[i];
        values[i] = equals + 1;
    }
    OrtSessionOptions* options;
    OrtSession* session;
    const OrtEpDevice* device = find(env);
    check(ort->CreateSessionOptions(&options));
    check(ort->AddSessionConfigEntry(options, "session.disable_cpu_ep_fallback", "1"));
    check(ort->SessionOptionsAppendExecutionProvider_V2(options, env, &device, 1, keys, values, (size_t)count));
    check(ort->CreateSession(env, model, options, &session));
    ort->ReleaseSessionOptions(options);
    return session;
}

static void run(OrtSession* session) {
    float x[BATCH * WIDTH];
    for (int i = 0; i < BATCH * WIDTH; i++)
        x[i] = (float)i / 8 - 0.5f;
    OrtMemoryInfo* memory;
    OrtValue* input;
    OrtValue* output = NULL;
    OrtTensorTypeAndShapeInfo* shape;
    void* elements;
    size_t count;
    check(ort->CreateCpuMemoryInfo(OrtArenaAllocator, OrtMemTypeDefault, &memory));
    check(ort->CreateTensorWithDataAsOrtValue(memory, x, sizeof x, (const int64_t[]){BATCH, WIDTH}, 2, ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, &input));
    check(ort->Run(session, NULL, (const char* const[]){"x"}, (const OrtValue* const[]){input}, 1, (const char* const[]){"y"}, 1, &output));
    check(ort->GetTensorTypeAndShape(output, &shape));
    check(ort->GetTensorShapeElementCount(shape, &count));
    check(ort->GetTensorMutableData(output, &elements));
    for (size_t i = 0; i < count; i++)
        printf("%.9g\n", (double)((float*)elements)[i]);
    ort->ReleaseTensorTypeAndShapeInfo(shape);
    ort->ReleaseValue(output);
    ort->ReleaseValue(input);
    ort->ReleaseMemoryInfo(memory);
}

int main(int argc, char** argv) {
    if (argc < 5 || argc > 5 + MOST_OPTIONS || !(ort = load(argv[1]))) {
        fprintf(stderr, "error: host LIBONNXRUNTIME PROVIDER MODEL run|thrice|unregister [KEY=VALUE...]\n");
        return 2;
    }
    OrtEnv* env;
    check(ort->CreateEnv(ORT_LOGGING_LEVEL_INFO, "host", &env));
    check(ort->RegisterExecutionProviderLibrary(env, "tengen", argv[2]));
    OrtSession* session = create(env, argv[3], argc - 5, argv + 5);
    if (strcmp(argv[4], "unregister") == 0)
        check(ort->UnregisterExecutionProviderLibrary(env, "tengen"));
    for (int i = strcmp(argv[4], "thrice") == 0 ? 3 : 1; i > 0; i--)
        run(session);
    ort->ReleaseSession(session);
    if (strcmp(argv[4], "unregister") != 0)
        check(ort->UnregisterExecutionProviderLibrary(env, "tengen"));
    ort->ReleaseEnv(env);
    return 0;
}
