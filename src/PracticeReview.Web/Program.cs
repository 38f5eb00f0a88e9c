using PracticeReview;
using PracticeReview.Mail;
using PracticeReview.Web.Api;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Hosting.Commands;
using PracticeReview.Web.Hosting.Jobs;
using PracticeReview.Web.Hosting.SampleData;
using PracticeReview.Web.Pages.Admin;
using PracticeReview.Web.Pages.Admin.Workflows;
using PracticeReview.Web.Pages.Review;

if (args is ["workflow", ..])
{
    return await WorkflowCommand.RunAsync(args[1..], Console.Out, Console.Error);
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.UseDefaultAddress();
    var options = PracticeReviewOptions.From(builder.Configuration);
    await using var database = builder.AddProductDatabase(options);
    builder.AddSecurity(options);
    builder.Services.AddSingleton(options);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddRazorPages(options => options.Conventions.AddPageRoute("/Admin/Workflows/Instances", InstancesModel.OfOneWorkflow));
    builder.Services.AddProductLocalisation();
    builder.Services.AddAccounts();
    builder.Services.AddSubmissions();
    builder.Services.AddMail(builder.Configuration);
    builder.Services.AddReviewDesk();
    builder.Services.AddPeerReview();
    builder.Services.AddRepository();
    builder.Services.AddFiles();
    builder.Services.AddElsaApi();
    builder.Services.AddHealth();
    builder.Services.AddReviewPages();
    builder.Services.AddSingleton<SampleDataProgress>();
    builder.Services.AddJobs(database.ConnectionString, options);

    await using var app = builder.Build();
    var migrated = DatabaseStart.MigrateAsync(app.Services, database);
    app.UseSecurity();
    app.UseStaticFiles();
    app.UseStudioFiles();
    app.UseRouting();
    app.UseCors();
    app.UseAuthentication();
    app.UseProductLocalisation();
    app.UseAuthorization();
    app.UseCleanInput();
    app.UseOwnPagesForElsa();
    app.MapRazorPages();
    app.MapRepository();
    app.MapFiles();
    app.MapElsaApi();
    app.MapHealth();
    app.MapNothingElse();
    await migrated;
    app.MapJobDashboard();
    await app.ServeAsync(database, options);
    return 0;
}
catch (Exception e) when (e is StartException or FormatException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
