// SPDX-License-Identifier: GPL-3.0-or-later
#include "jooya/indexer/update.hpp"

#include <string>

#include "command.hpp"
#include "progress.hpp"
#include "run_options.hpp"
#include "run_output.hpp"
#include "supervise.hpp"

namespace jooya::program {
po::options_description update_options(cli::Language language) {
    po::options_description options = run_options(language);
    options.add_options()(
        "prune",
        cli::chosen(
            language, "remove articles of these PATHs that no file there holds any more",
            "خبرهای این مسیرها را که دیگر در هیچ پرونده‌ای نیستند حذف کن"))(
        "force", cli::chosen(language, "prune even where more than 5 % of the database would go",
                             "بیش از ۵ درصد پایگاه را هم حذف کن"));
    return options;
}

int run_update(const po::variables_map& values, cli::Io& io) {
    const std::string database = database_of(values);
    UpdateOptions options = update_options_of(values);
    options.prune = values.count("prune") != 0;
    static_cast<void>(limits_of(values));  // a wrong one is told before the work, not after it
    give_way(values);
    catch_stop_signals();
    IndexWriter writer(database);
    RunReport report;
    {
        ProgressDisplay progress(values, io);
        options.measure = progress.needs_measure();
        report = update(writer, options, [&](const RunProgress& so_far) { progress.show(so_far); });
    }
    const RunConclusion conclusion{
        "update",
        {"stopped by a signal; what was committed is kept, the next run carries on",
         "با سیگنال متوقف شد؛ آنچه ثبت شده محفوظ است و اجرای بعدی ادامه می‌دهد"}};
    return conclude(report, conclusion, values, io);
}

}  // namespace jooya::program
