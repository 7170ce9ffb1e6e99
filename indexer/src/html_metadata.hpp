// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gumbo.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jooya {

/// What a page says about itself, before any of its text is looked at.
class HtmlMetadata {
  public:
    explicit HtmlMetadata(const GumboNode& root);

    /// The first value that one of `names` has, in their order. Names are those of metas in lower case
    /// ("og:title"), of links ("link:canonical"), of microdata ("itemprop:headline"), of JSON-LD
    /// ("ld:headline"), of `<time datetime>` ("time") and of `<title>` ("title").
    [[nodiscard]] std::string first(std::initializer_list<std::string_view> names) const;

    /// All values of the first of `names` that has any.
    [[nodiscard]] const std::vector<std::string>& all(std::initializer_list<std::string_view> names) const;

  private:
    void add(std::string name, std::string_view value);
    void visit(const GumboNode& node);
    void visit_element(const GumboNode& node);
    void add_linked_data(std::string_view json);

    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

}  // namespace jooya
