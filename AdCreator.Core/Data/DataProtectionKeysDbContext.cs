using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Data;

/// <summary>The keys that protect cookies: on PostgreSQL the processes of an installation share them through this table.</summary>
/// <remarks>An installation on SQLite is one machine and keeps them as files in the data directory.</remarks>
public sealed partial class AdCreatorDbContext : IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
}
