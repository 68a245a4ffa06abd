// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Conformance.Speed.Sets;

/// <summary>The shapes that matter: those of ResNet-50, MobileNetV2 and BERT-base at sequence 128, square products, and streams beyond the caches.</summary>
public static class BenchSet
{
    /// <summary>Every item, in the order of a run.</summary>
    public static ImmutableArray<BenchItem> All { get; } =
    [
        Product("gemm", "f32", 128, 128, 128),
        Product("gemm", "f32", 256, 256, 256),
        Product("gemm", "f32", 512, 512, 512),
        Product("gemm", "f32", 1024, 1024, 1024),
        Product("gemm", "f16", 256, 256, 256),
        Product("gemm", "bf16", 256, 256, 256),
        IntegerProduct("gemm", 256, 256, 256),

        Product("bert", "f32", 128, 768, 768),
        Product("bert", "f32", 128, 768, 3072),
        Product("bert", "f32", 128, 3072, 768),
        IntegerProduct("bert", 128, 768, 768),
        new("bert", "MatMul/f32/a=12x128x64,b=12x64x128/uniform", "MatMul/f32/a=12x136x64,b=12x64x136/uniform"),
        new("bert", "Attention/f32/q=1x12x128x64,k=1x12x128x64,v=1x12x128x64/uniform", "Attention/f32/q=1x12x136x64,k=1x12x136x64,v=1x12x136x64/uniform"),
        new("bert", "Softmax/f32/x=12x128x128,axis=-1/uniform", "Softmax/f32/x=12x120x136,axis=-1/uniform"),
        new("bert", "LayerNormalization/f32/x=128x768,b=1/uniform", "LayerNormalization/f32/x=120x776,b=1/uniform", 1, 2),
        new("bert", "Gelu/f32/x=128x3072/uniform", "Gelu/f32/x=128x3080/uniform"),
        new("bert", "Add/f32/a=128x768,b=768/uniform", "Add/f32/a=128x776,b=776/uniform", 1),
        new("bert", "Transpose/f32/x=128x12x64,perm=1x0x2/uniform", "Transpose/f32/x=136x12x64,perm=1x0x2/uniform"),

        Convolution("resnet50", 3, 224, 64, 7, stride: 2),
        Convolution("resnet50", 64, 56, 64, 1),
        Convolution("resnet50", 64, 56, 64, 3),
        Convolution("resnet50", 64, 56, 256, 1),
        Convolution("resnet50", 128, 28, 128, 3),
        Convolution("resnet50", 256, 14, 256, 3),
        Convolution("resnet50", 512, 7, 512, 3),
        IntegerConvolution("resnet50", 64, 56, 64, 3),
        new("resnet50", "BatchNormalization/f32/x=1x64x112x112/uniform", "BatchNormalization/f32/x=1x64x112x120/uniform", 1, 2, 3, 4),
        new("resnet50", "Relu/f32/x=1x64x112x112/uniform", "Relu/f32/x=1x64x112x120/uniform"),
        new("resnet50", "MaxPool/f32/x=1x64x112x112,k=3x3,strides=2x2,pads=1x1x1x1/uniform", "MaxPool/f32/x=1x64x112x120,k=3x3,strides=2x2,pads=1x1x1x1/uniform"),
        new("resnet50", "Add/f32/a=1x256x56x56,b=1x256x56x56/uniform", "Add/f32/a=1x256x56x64,b=1x256x56x64/uniform"),
        new("resnet50", "GlobalAveragePool/f32/x=1x2048x7x7/uniform", "GlobalAveragePool/f32/x=1x2056x7x7/uniform"),
        new("resnet50", "Gemm/f32/m=1,k=2048,n=1000,transB=1,c=1000/uniform", "Gemm/f32/m=1,k=2048,n=1008,transB=1,c=1008/uniform", 1, 2),

        Convolution("mobilenetv2", 32, 112, 32, 3, group: 32),
        Convolution("mobilenetv2", 144, 56, 144, 3, group: 144),
        Convolution("mobilenetv2", 144, 56, 144, 3, stride: 2, group: 144),
        Convolution("mobilenetv2", 576, 14, 576, 3, group: 576),
        Convolution("mobilenetv2", 16, 112, 96, 1),
        Convolution("mobilenetv2", 96, 14, 576, 1),
        new("mobilenetv2", "Clip/f32/x=1x96x112x112,min=0,max=6/uniform", "Clip/f32/x=1x96x112x120,min=0,max=6/uniform"),

        new("stream", "Add/f32/a=8388608,b=8388608/uniform", "Add/f32/a=8388616,b=8388616/uniform"),
        new("stream", "Relu/f32/x=8388608/uniform", "Relu/f32/x=8388616/uniform"),
        new("stream", "ReduceSum/f32/x=2048x4096,axes=1/uniform", "ReduceSum/f32/x=2048x4104,axes=1/uniform"),
        new("stream", "Transpose/f32/x=2048x2048,perm=1x0/uniform", "Transpose/f32/x=2056x2056,perm=1x0/uniform"),
    ];

    /// <summary>Names of the sets, in the order of their first item.</summary>
    public static IEnumerable<string> Names => All.Select(item => item.Set).Distinct();

    private static BenchItem Product(string set, string type, int m, int k, int n) =>
        new(set, $"MatMul/{type}/a={m}x{k},b={k}x{n}/uniform", $"MatMul/{type}/a={m + 8}x{k},b={k}x{n}/uniform", 1);

    private static BenchItem IntegerProduct(string set, int m, int k, int n) =>
        new(set, $"MatMulInteger/u8/a={m}x{k},b={k}x{n},right=i8/exact-int", $"MatMulInteger/u8/a={m + 8}x{k},b={k}x{n},right=i8/exact-int", 1)
        {
            Counted = $"MatMul/f32/a={m}x{k},b={k}x{n}/uniform",
        };

    private static BenchItem Convolution(string set, int channels, int size, int filters, int kernel, int stride = 1, int group = 1)
    {
        return new(set, Of(size), Of(size + 8), 1);

        string Of(int width) => $"Conv/f32/{Window(channels, size, width, filters, kernel, stride, group)}/uniform";
    }

    private static BenchItem IntegerConvolution(string set, int channels, int size, int filters, int kernel)
    {
        return new(set, Of(size), Of(size + 8), 1) { Counted = $"Conv/f32/{Window(channels, size, size, filters, kernel, 1, 1)}/uniform" };

        string Of(int width) => $"ConvInteger/u8/{Window(channels, size, width, filters, kernel, 1, 1)},filter=i8/exact-int";
    }

    /// <summary>One image and filters that keep its size, but for the stride.</summary>
    private static string Window(int channels, int height, int width, int filters, int kernel, int stride, int group)
    {
        var pad = kernel / 2;
        return $"x=1x{channels}x{height}x{width},w={filters}x{channels / group}x{kernel}x{kernel}"
            + (stride > 1 ? $",strides={stride}x{stride}" : "") + (pad > 0 ? $",pads={pad}x{pad}x{pad}x{pad}" : "") + (group > 1 ? $",group={group}" : "");
    }
}
