// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Tengen.Conformance.Speed.Plots;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Writes HTML that is well-formed XML too. Text is escaped, and what XML cannot hold is made visible. One thread; owns nothing.</summary>
internal sealed class HtmlWriter(XmlWriter xml)
{
    private static readonly HashSet<string> Void = ["meta", "br", "col"];

    public void Element(string name, Action content, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        content();
        Close(name);
    }

    public void Text(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        Text(text);
        Close(name);
    }

    public void Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        Close(name);
    }

    /// <summary>Names and values, side by side while there is room.</summary>
    public void Figures(IEnumerable<(string Name, string Value)> figures) => Element("dl", () =>
    {
        foreach (var (name, value) in figures)
            Element("div", () =>
            {
                Text("dt", name);
                Text("dd", value);
            });
    });

    public void Text(string text) => xml.WriteString(PlainText.Of(text));

    /// <summary>A style or a script of our own: what browsers read as it stands, so it must hold no markup.</summary>
    /// <exception cref="ArgumentException">It holds a character that XML would want escaped.</exception>
    public void Asset(string name, string source)
    {
        if (source.AsSpan().IndexOfAny('<', '&') >= 0)
            throw new ArgumentException($"the {name} holds markup");
        Open(name, []);
        xml.WriteRaw(source);
        Close(name);
    }

    /// <summary>A drawing, which has escaped what it was told.</summary>
    public void Drawing(Svg drawing, string title) => xml.WriteRaw(drawing.InPage(title));

    /// <summary>How a content security policy names a style or a script.</summary>
    public static string Digest(string source) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(source)))}'";

    private void Open(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            if (value is not null)
                xml.WriteAttributeString(attribute, PlainText.Of(value));
    }

    private void Close(string name)
    {
        if (Void.Contains(name))
            xml.WriteEndElement();
        else
            xml.WriteFullEndElement();
    }
}
