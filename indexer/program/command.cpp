// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"

#include <array>
#include <cstdlib>

namespace jooya::program {

std::span<const Command> commands() {
    static const std::array table = {
        Command{"update",
                {"add, replace and skip articles so that the database holds what the PATHs hold",
                 "خبرها را بیفزا، جایگزین کن یا از آنها بگذر تا پایگاه همان را داشته باشد که در مسیرهاست"},
                "PATH...",
                Runs::writing_aside,
                update_options,
                run_update},
        Command{
            "rebuild",
            {"build a new generation aside, check it and serve it in place of the old one",
             "نسل تازه‌ای در کنار بساز، بیازما و جای نسل کهنه بنشان"},
            "PATH...",
            Runs::writing_aside,
            rebuild_options,
            run_rebuild},
        Command{"rollback",
                {"serve the generation before again", "نسل پیشین را دوباره به کار بگیر"},
                "",
                Runs::writing_aside,
                rollback_options,
                run_rollback},
        Command{"delete",
                {"remove articles and keep them out", "خبرها را حذف کن و نگذار بازگردند"},
                "CODE...",
                Runs::writing_aside,
                delete_options,
                run_delete},
        Command{"undelete",
                {"take deletions back", "حذف را پس بگیر"},
                "CODE...",
                Runs::writing_aside,
                undelete_options,
                run_undelete},
        Command{
            "compact",
            {"write the database anew without the room that changes have left in it",
             "پایگاه را بی فضایی که دگرگونی‌ها به جا گذاشته‌اند از نو بنویس"},
            "",
            Runs::writing_aside,
            compact_options,
            run_compact},
        Command{"check",
                {"verify the database and its manifest",
                 "پایگاه و شناسنامه‌اش را بیازما"},
                "",
                Runs::reading_aside,
                check_options,
                run_check},
        Command{"export",
                {"print every stored article as JSON Lines",
                 "همهٔ خبرهای ذخیره‌شده را به‌صورت JSON Lines بنویس"},
                "",
                Runs::reading_aside,
                export_options,
                run_export},
        Command{
            "info",
            {"show counts, dates, size, generations, schema, analyzer and the last run",
             "شمارها، تاریخ‌ها، اندازه، نسل‌ها، طرح‌واره، تحلیلگر و آخرین اجرا را نشان بده"},
            "",
            Runs::here,
            info_options,
            run_info},
        Command{
            "doctor",
            {"tell what is odd in the articles of the PATHs, before indexing them",
             "بگو در خبرهای PATHها چه چیزی عجیب است، پیش از نمایه‌سازی"},
            "PATH...",
            Runs::here,
            doctor_options,
            run_doctor},
    };
    return table;
}

std::string database_of(const po::variables_map& values) {
    if (values.count("db") != 0) return values["db"].as<std::string>();
    throw Error(ErrorCode::usage, {"no database is named", "نام پایگاه داده نشده است"},
                {"name it with --db DIRECTORY", "آن را با --db DIRECTORY نام ببرید"});
}

}  // namespace jooya::program
