using System.Xml;
using System.Xml.Linq;

namespace AdCreator.Core.Imaging.Encoders;

/// <summary>Who made a picture, in the words of IPTC NewsCodes.</summary>
public enum PictureOrigin
{
    /// <summary>A model made all of it.</summary>
    Model = 1,

    /// <summary>Real pixels were put on what a model made.</summary>
    CompositeWithModel,
}

/// <summary>What an XMP packet says of a picture: how it was made, and what it shows.</summary>
/// <param name="DigitalSourceType">Address of the IPTC NewsCode.</param>
/// <param name="Description">For screen readers; empty for none.</param>
public sealed record XmpPacket(string DigitalSourceType, string Description)
{
    /// <summary>Characters of a description that are written; an APP1 segment holds 64 kB.</summary>
    private const int MostDescription = 2000;

    private const string SourceTypes = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    public static XmpPacket Of(PictureOrigin origin, string description) => new(
        SourceTypes + (origin == PictureOrigin.CompositeWithModel ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia"),
        Clean(description));

    /// <summary>The packet as it stands in a file.</summary>
    public string Serialize()
    {
        var description = new XElement(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", Iptc),
            new XAttribute(XNamespace.Xmlns + "dc", Dublin),
            new XElement(Iptc + "DigitalSourceType", DigitalSourceType));
        if (Description.Length > 0)
        {
            description.Add(new XElement(
                Dublin + "description", new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Description))));
        }

        var meta = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{meta.ToString(SaveOptions.DisableFormatting)}<?xpacket end=\"r\"?>";
    }

    /// <summary>Reads a packet; null when it says nothing of how the picture was made.</summary>
    public static XmpPacket? Parse(string packet)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, ConformanceLevel = ConformanceLevel.Document };
            using var reader = XmlReader.Create(new StringReader(packet.TrimStart('\uFEFF')), settings);
            var root = XDocument.Load(reader).Root!;
            var type = root.Descendants(Iptc + "DigitalSourceType").FirstOrDefault()?.Value;
            var text = root.Descendants(Dublin + "description").Descendants(Rdf + "li").FirstOrDefault()?.Value;
            return type is null ? null : new XmpPacket(type, text ?? "");
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Clean(string text)
    {
        var clean = string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString())).Trim();
        return clean.Length <= MostDescription ? clean : clean[..(MostDescription - (char.IsHighSurrogate(clean[MostDescription - 1]) ? 1 : 0))];
    }
}
