using System.Net;
using System.Net.Sockets;

namespace AdCreator.Core.Outbound;

/// <summary>Tells the open internet from everything that only this machine, its network or its cloud can reach.</summary>
/// <remarks>
/// IANA special-purpose registries, checked 2026-11. Of IPv6 only global unicast (2000::/3) counts as open, so that NAT64
/// (64:ff9b::/96), unique local, link-local and multicast addresses are out without being named. Mapped ones (::ffff:0:0/96)
/// are named: <see cref="IPNetwork"/> looks at the IPv4 address inside.
/// </remarks>
public static class PublicAddress
{
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", // This network.
            "10.0.0.0/8", // Private.
            "100.64.0.0/10", // Carrier-grade NAT, and the metadata of some clouds.
            "127.0.0.0/8", // Loopback.
            "168.63.129.16/32", // Azure's platform, reachable from its machines alone.
            "169.254.0.0/16", // Link-local, and the metadata of most clouds.
            "172.16.0.0/12", // Private.
            "192.0.0.0/24", // Protocol assignments.
            "192.0.2.0/24", // Documentation.
            "192.88.99.0/24", // 6to4 relays.
            "192.168.0.0/16", // Private.
            "198.18.0.0/15", // Benchmarks.
            "198.51.100.0/24", // Documentation.
            "203.0.113.0/24", // Documentation.
            "224.0.0.0/4", // Multicast.
            "240.0.0.0/4", // Reserved, and broadcast.
            "2001::/23", // Protocol assignments, Teredo among them.
            "2001:db8::/32", // Documentation.
            "2002::/16", // 6to4: it carries any IPv4 address inside.
            "3fff::/20", // Documentation.
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address is on the open internet.</summary>
    public static bool Is(IPAddress address) =>
        !address.IsIPv4MappedToIPv6
        && (address.AddressFamily == AddressFamily.InterNetwork || (address.AddressFamily == AddressFamily.InterNetworkV6 && GlobalUnicast.Contains(address)))
        && !Array.Exists(Closed, network => network.Contains(address));
}
