using PracticeReview.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages();
builder.Services.AddProductLocalisation();
var app = builder.Build();
app.UseStaticFiles();
app.UseProductLocalisation();
app.MapRazorPages();
app.Run();
