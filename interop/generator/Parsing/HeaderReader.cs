// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using Tengen.Interop.Generator.Layout;
using Tengen.Interop.Generator.Libclang;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>Reads one header for one target.</summary>
internal sealed class HeaderReader
{
    private readonly GeneratorConfig _config;
    private readonly List<string> _arguments;
    private readonly HashSet<string> _sources;
    private readonly CommentScanner _comments = new();
    private readonly List<Constant> _constants = [];
    private readonly List<EnumDecl> _enums = [];
    private readonly List<OpaqueDecl> _opaques = [];
    private readonly List<RecordDecl> _records = [];
    private readonly List<FunctionDecl> _functions = [];
    private readonly List<string> _skipped = [];

    private HeaderReader(GeneratorConfig config, Target target)
    {
        _config = config;
        _sources = (config.Sources.Count > 0 ? config.Sources : [config.Header]).Select(config.Absolute).ToHashSet();
        _arguments =
        [
            "-x", "c", "-std=gnu11", "-ffreestanding", "-nostdinc", "-target", target.Triple, "-I", StubHeaders.Directory,
            .. config.IncludeDirs.SelectMany(d => (string[])["-I", config.Absolute(d)]),
            .. config.Defines.Select(d => "-D" + d),
            .. config.Undefines.Select(d => "-U" + d),
            .. config.ParseAllComments ? (string[])["-fparse-all-comments"] : [],
        ];
    }

    /// <exception cref="GeneratorException">The header is missing or does not compile.</exception>
    public static (Api Api, IReadOnlyList<RecordLayout> Layouts) Read(GeneratorConfig config, Target target)
    {
        var header = config.Absolute(config.Header);
        if (!File.Exists(header))
        {
            throw new GeneratorException($"{config.Origin}: header {config.Header} does not exist");
        }

        return new HeaderReader(config, target).Read(header);
    }

    private (Api Api, IReadOnlyList<RecordLayout> Layouts) Read(string header)
    {
        using var unit = new ParsedHeader(header, null, _arguments, tolerant: false);
                var own = unit.TopLevel.Where(c => _sources.Contains(Path.GetFullPath(c.Location.File is "" ? "/" : c.Location.File))).ToList();
        var names = new NameTable(own);
        var types = new TypeReader(names, _config.EnumsAsConstants);
        var records = new RecordReader(types);
        Macros(header, own);
        var seen = new HashSet<string>();
        foreach (var cursor in own)
        {
            switch (cursor.Kind)
            {
                case CXCursorKind.StructDecl or CXCursorKind.UnionDecl:
                    Record(cursor, names, records, seen);
                    break;
                case CXCursorKind.EnumDecl when cursor.IsDefinition:
                    Enumeration(cursor, names);
                    break;
                case CXCursorKind.TypedefDecl when names.IsHandle(cursor.Spelling) && seen.Add(cursor.Spelling):
                    _opaques.Add(new OpaqueDecl(cursor.Spelling, true, Doc.Parse(cursor.RawComment)));
                    break;
                case CXCursorKind.FunctionDecl when seen.Add(cursor.Spelling):
                    Function(cursor, types);
                    break;
                default:
                    break;
            }
        }

        return (new Api(_constants, _enums, _opaques, _records, _functions, _skipped), records.Layouts);
    }

    private void Macros(string header, List<CXCursor> own)
    {
        var macros = own
            .Where(c => c.Kind == CXCursorKind.MacroDefinition && Clang.Cursor_isMacroFunctionLike(c) == 0)
            .Where(c => Regex.IsMatch(c.Spelling, _config.ConstantsInclude) && !Regex.IsMatch(c.Spelling, _config.ConstantsExclude))
            .GroupBy(c => c.Spelling)
            .ToDictionary(g => g.Key, g => g.Last());
        foreach (var (name, type, value) in MacroReader.Evaluate(header, [.. macros.Keys], _arguments))
        {
            var (file, _, _, offset) = macros[name].Location;
            _constants.Add(new Constant(name, type, value, null, _comments.Find(file, offset, macros[name].EndOffset)));
        }
    }

    private void Record(CXCursor cursor, NameTable names, RecordReader records, HashSet<string> seen)
    {
        if (names.Find(cursor) is not { } name)
        {
            return;
        }

        if (cursor.IsDefinition)
        {
            if (seen.Add(cursor.Usr))
            {
                _records.Add(records.Read(cursor, name, name, Describe(cursor, names)));
            }
        }
        else if (cursor.Definition.IsNull && !names.HasHandle(cursor) && seen.Add(cursor.Usr))
        {
            _opaques.Add(new OpaqueDecl(name, false, Describe(cursor, names)));
        }
    }

    private static Doc Describe(CXCursor cursor, NameTable names) =>
        Doc.Parse(cursor.RawComment is { Length: > 0 } own ? own : names.TypedefComment(cursor));

    private void Enumeration(CXCursor cursor, NameTable names)
    {
        var isUnsigned = Clang.getEnumDeclIntegerType(cursor).Canonical.Kind is CXTypeKind.UInt or CXTypeKind.ULong or CXTypeKind.ULongLong;
        var values = new List<(string Name, Int128 Value, Doc Doc)>();
        foreach (var member in cursor.Children.Where(c => c.Kind == CXCursorKind.EnumConstantDecl))
        {
            Int128 value = isUnsigned ? Clang.getEnumConstantDeclUnsignedValue(member) : Clang.getEnumConstantDeclValue(member);
            values.Add((member.Spelling, value, Doc.Parse(member.RawComment)));
        }

        if (!_config.EnumsAsConstants && names.Find(cursor) is { } name)
        {
            var underlying = Narrowest([.. values.Select(v => v.Value)]);
            _enums.Add(new EnumDecl(name, underlying, [.. values.Select(v => Member(v, underlying))], Describe(cursor, names)));
            return;
        }

        _constants.AddRange(values.Select(v => Member(v, Narrowest([v.Value]))));
    }

    private static Constant Member((string Name, Int128 Value, Doc Doc) member, string type) =>
        new(member.Name, type, member.Value.ToString(CultureInfo.InvariantCulture), null, member.Doc);

    private static string Narrowest(IReadOnlyList<Int128> values)
    {
        bool Fits(Int128 low, Int128 high) => values.All(v => v >= low && v <= high);
        return Fits(int.MinValue, int.MaxValue) ? "int"
            : Fits(0, uint.MaxValue) ? "uint"
            : Fits(long.MinValue, long.MaxValue) ? "long" : "ulong";
    }

    private void Function(CXCursor cursor, TypeReader types)
    {
        const int isStatic = 3;
        if (Clang.Cursor_getStorageClass(cursor) == isStatic)
        {
            return;
        }

        var result = types.Read(cursor.Type.Result);
        var parameters = new List<(string Name, CType Type)>();
        for (var i = 0; i < Clang.Cursor_getNumArguments(cursor); i++)
        {
            var parameter = Clang.Cursor_getArgument(cursor, (uint)i);
            var name = parameter.Spelling;
            parameters.Add((name.Length > 0 ? name : $"arg{i}", types.Read(cursor.Type.Arguments[i])));
        }

        var reason = cursor.Type.IsVariadic ? "variadic" : parameters.Select(p => p.Type).Append(result).OfType<UnsupportedType>().FirstOrDefault()?.Reason;
        if (reason is not null)
        {
            _skipped.Add($"function {cursor.Spelling}: {reason}");
            return;
        }

        _functions.Add(new FunctionDecl(cursor.Spelling, result, parameters, Doc.Parse(cursor.RawComment)));
    }
}
