using Microsoft.AspNetCore.Identity;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Hosting.Jobs;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.UseDefaultAddress();
    var options = PracticeReviewOptions.From(builder.Configuration);
    await using var database = await builder.AddProductDatabaseAsync(options);
    builder.Services.AddSingleton(options);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddRazorPages();
    builder.Services.AddProductLocalisation();
    builder.Services.AddIdentity<User, IdentityRole<Guid>>(identity => identity.Password = new() { RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false })
        .AddEntityFrameworkStores<AppDbContext>().AddDefaultTokenProviders();
    builder.Services.AddPolicies();
    builder.Services.AddMatching();
    builder.Services.AddJobs(database.ConnectionString, options);

    await using var app = builder.Build();
    app.UseStaticFiles();
    app.UseRouting();
    app.UseAuthentication();
    app.UseProductLocalisation();
    app.UseAuthorization();
    app.MapRazorPages();
    app.MapJobDashboard();
    await app.ServeAsync(database, options);
    return 0;
}
catch (StartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
