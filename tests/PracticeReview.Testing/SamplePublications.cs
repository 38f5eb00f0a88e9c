using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Reviews;

namespace PracticeReview.Testing;

/// <summary>Published practices without the way there: rows of the repository, and the practices and account they need.</summary>
public static class SamplePublications
{
    /// <summary>Publishes these texts, each a day after the one before.</summary>
    public static async Task<IReadOnlyList<Publication>> PublishAsync(this AppDbContext db, IEnumerable<PracticeContent> contents, params ReviewerFeedback[] feedback)
    {
        var now = TestDatabase.Start;
        var author = new User { Id = Guid.NewGuid(), UserName = $"{Guid.NewGuid():N}@example.org", CreatedAt = now };
        author.Email = author.UserName;
        author.NormalizedEmail = author.NormalizedUserName = author.UserName.ToUpperInvariant();
        db.Users.Add(author);
        var publications = new List<Publication>();
        foreach (var content in contents)
        {
            var practice = new Practice(Guid.CreateVersion7(now), author.Id, content.Language, now);
            db.Practices.Add(practice);
            publications.Add(new Publication(practice.Id, $"{Slug.From(content.Title)}", content, feedback, RoundFindings.None, now));
            now = now.AddDays(1);
        }

        db.Publications.AddRange(publications);
        await db.SaveChangesAsync();
        return publications;
    }

    /// <summary>A text with little more than a title; change what matters with "with".</summary>
    public static PracticeContent Content(string title, string language = "en", string summary = "", string[]? countries = null, int[]? objectives = null) => new()
    {
        Title = title,
        Language = language,
        Summary = summary,
        StartDate = new DateOnly(2021, 3, 1),
        Ongoing = true,
        Types = ["programme"],
        Scope = "national",
        Countries = countries ?? [],
        PrimaryObjective = objectives is [var first, ..] ? first : null,
        OtherObjectives = objectives is [_, .. var rest] ? rest : [],
        ConsentPublish = true,
    };

    /// <summary>A dozen practices in six languages, one of them with every field.</summary>
    public static IReadOnlyList<PracticeContent> Dozen() =>
    [
        Full(),
        Content("Centros de orientación para la educación de niñas y niños migrantes", "es",
            "Equipos escolares acompañan a las familias recién llegadas durante la matrícula y los primeros meses de clase, con mediación intercultural.", ["MX", "GT"], [15, 16, 4])
            with { Types = ["service"], Scope = "local" },
        Content("Educación financiera para familias que reciben remesas", "es",
            "Talleres móviles en mercados rurales enseñan a comparar tarifas y a ahorrar; el costo medio de los envíos bajó de 6,1 a 3,8 por ciento.", ["SV"], [20, 19]),
        Content("Un guichet unique pour l’intégration des travailleuses agricoles", "fr",
            "Le guichet réunit l’inspection du travail, la santé et les syndicats dans les villages où logent les saisonnières.", ["MA", "ES"], [6, 5, 22])
            with { Types = ["service"] },
        Content("Éducation sans papiers : l’école pour chaque enfant", "fr",
            "Une circulaire interdit de demander un titre de séjour à l’inscription ; les communes forment leurs agents d’accueil.", ["SN"], [15, 4])
            with { Types = ["policy"] },
        Content("Ethical recruitment corridor for nurses", "en",
            "Two governments, their nursing councils and hospitals agreed that employers pay all costs; recruiters are licensed and audited.", ["PH", "DE"], [6, 5, 18])
            with { Types = ["partnership"], Scope = "regional" },
        Content("Search and identification of missing migrants along the desert route", "en",
            "Forensic services of four countries share a protocol and a database, so that families get an answer.", ["NE", "DZ", "LY", "TN"], [8])
            with { Types = ["tool"], Scope = "regional" },
        Content("مركز الاستجابة للعمالة المنزلية المهاجرة", "ar",
            "خط ساخن بسبع لغات ومأوى ومساعدة قانونية للعاملات في المنازل.", ["LB"], [7, 14]),
        Content("让流动儿童获得社区保健服务", "zh", "社区卫生中心为流动家庭的儿童建立免费接种档案。", ["CN"], [15]),
        Content("Balcões de atendimento a imigrantes nas câmaras municipais", "pt",
            "Uma rede de balcões presta informação jurídica e encaminhamento em doze línguas.", ["PT"], [3, 15]) with { Types = ["service"], Scope = "local" },
        Content("Climate mobility: planned relocation with consent", "en",
            "Villages decide in their own assemblies whether, when and where to move; the guideline ties public money to their consent.", ["FJ"], [2, 5])
            with { Types = ["tool"] },
        Content("A global data standard for migration governance indicators", "en",
            "Ninety governments compare their policies with the same questions every three years.", null, [1, 23]) with { Types = ["research"], Scope = "global" },
    ];

    private static PracticeContent Full() => new()
    {
        Title = "Mobile clinics that follow the harvest",
        Language = "en",
        Summary = "Nurses, an interpreter and a legal adviser travel with seasonal farm workers along the rift valley. Consultations are free, need no papers and end with a health passport that the next clinic can read.",
        StartDate = new DateOnly(2020, 4, 1),
        Ongoing = true,
        Types = ["service", "partnership"],
        Scope = "regional",
        Countries = ["KE", "UG", "TZ"],
        Organisations = [new("Rift Valley Health Network", "civil-society"), new("County Department of Health, Nakuru", "local-authority")],
        Partners = "East African Farmers’ Federation\nRegional fund for health in border areas",
        PrimaryObjective = 15,
        OtherObjectives = [7, 16, 23],
        Principles =
        [
            new("people-centred", "Workers chose the stops and hours of the clinics; a committee of them meets after each season."),
            new("gender-responsive", "Half of the staff are women, and each clinic has a closed room.\n\nMidwives come along in the months when whole families travel."),
            new("whole-of-society", "Growers lend the ground and announce the visits; unions hear complaints."),
        ],
        Sdgs = [3, 8, 10],
        TargetPopulations = ["migrant-workers", "women", "irregular"],
        Description = "Six vans follow the tea, flower and coffee harvests on a calendar agreed with growers and workers.\n\nAt each stop the team first holds an open talk about health and rights, then sees patients one by one. Nobody is asked for a permit. What the nurse finds is written into a paper passport without a name, which the patient keeps.\n\nIn 2022 the three health ministries agreed on one form for it, so that a treatment begun in one country goes on in the next.",
        Impact = "41,200 consultations between 2020 and 2024, 58 per cent of them with women. Completed vaccinations of children who travel rose from 43 to 81 per cent. An independent evaluation in 2023 found that visits to emergency wards fell by a fifth in the districts served.",
        Lessons = "Trust came through the interpreters, most of whom had been farm workers themselves. Paper outlived two attempts at an app.",
        Replication = "Begin with one crop and one road. Agree with growers on the calendar before buying a vehicle. Put the rule that no papers are asked for in writing, and on the van.",
        Innovation = "The passport belongs to the patient and needs no network.",
        Sustainability = "Counties pay for the staff since 2023; growers pay for fuel through their association.",
        Resources = "Six vans, 34 staff; about 9 US dollars for each consultation.",
        Links = [new("Evaluation report, 2023", "https://example.org/evaluation.pdf"), new("The passport form", "https://example.org/passport")],
        Website = "https://example.org/clinics",
        FocalPoint = new() { Name = "Wanjiru Mwangi", Title = "Coordinator", Organisation = "Rift Valley Health Network", Email = "clinics@example.org", Phone = "+254 700 000 000" },
        ConsentPublish = true,
        ConsentContact = true,
        ConsentDataProtection = true,
    };
}
