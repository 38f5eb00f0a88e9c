namespace PracticeReview.Web.Hosting.EmbeddedPostgres;

/// <summary>The data folder of the private server: made once, and brought into order after a killed process.</summary>
internal static class PostgresData
{
    /// <summary>Leaves a data folder that a server can be started on, and no server running on it.</summary>
    /// <exception cref="StartException">The data can't be made, or another major version made it.</exception>
    public static async Task PrepareAsync(
        string data, PostgresBinaries binaries, ServiceAccount account, bool durable)
    {
        if (!Directory.Exists(data))
        {
            await MakeAsync(data, binaries, account, durable);
            return;
        }

        var made = File.ReadAllText(Path.Combine(data, "PG_VERSION")).Trim();
        if (made != binaries.Major.ToString())
        {
            throw new StartException($"The database in {data} was made by PostgreSQL {made}, and this product brings {binaries.Major}. Name another folder with PracticeReview__DataFolder, or dump the data with PostgreSQL {made} and restore it.");
        }

        await StopOrphanAsync(data, binaries, account);
    }

    // Made under another name and renamed when complete, so that a half-made one is never taken for data.
    private static async Task MakeAsync(
        string data, PostgresBinaries binaries, ServiceAccount account, bool durable)
    {
        var unfinished = data + ".unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        string[] locale = binaries.Major >= 17 ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : ["--locale=C.UTF-8"];
        string[] arguments =
        [
            "-D", unfinished, "--username=practice_review", "--encoding=UTF8", .. locale, "--auth=trust", "--no-instructions",
            .. durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var (code, output) = await account.RunAsync(binaries["initdb"], arguments);
        if (code != 0)
        {
            throw new StartException($"PostgreSQL could not make its data in {data}: {output.Trim()}");
        }

        Directory.Move(unfinished, data);
    }

    private static async Task StopOrphanAsync(string data, PostgresBinaries binaries, ServiceAccount account)
    {
        if (Postmaster.Read(data) is not { } left)
        {
            return;
        }

        if (!left.IsAlive(data))
        {
            // A stranger may have the number now, which would keep PostgreSQL from starting.
            File.Delete(Postmaster.FileIn(data));
            return;
        }

        foreach (var mode in new[] { "fast", "immediate" })
        {
            var (code, _) = await account.RunAsync(binaries["pg_ctl"], ["stop", "-D", data, "-m", mode, "-w", "-t", "15"]);
            if (code == 0)
            {
                return;
            }
        }

        throw new StartException($"A PostgreSQL server (process {left.ProcessId}) still runs on {data} and can't be stopped. End it and start again.");
    }
}
