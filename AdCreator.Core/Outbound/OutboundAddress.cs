namespace AdCreator.Core.Outbound;

/// <summary>Which addresses may be tried at all. Where they lead is checked when they are dialled.</summary>
internal static class OutboundAddress
{
    public const string ClosedWords = "This address leads into a private or reserved network. Only hosts on the open internet can be reached.";

    /// <summary>What is wrong with an address; null when it may be tried.</summary>
    public static string? FindFault(Uri address, OutboundOptions options)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return "The address must begin with https:// or http://.";
        }

        if (address.UserInfo.Length > 0)
        {
            return "The address must not hold a name or password before its host.";
        }

        if (options.Allows(address.IdnHost, address.Port))
        {
            return null;
        }

        if (address.Port is not (80 or 443))
        {
            return "The address must use port 80 or 443.";
        }

        // A host that is an address needs no dialling to be refused; names are checked then.
        return System.Net.IPAddress.TryParse(address.IdnHost, out var ip) && !PublicAddress.Is(ip) ? ClosedWords : null;
    }
}
