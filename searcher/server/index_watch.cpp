// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/index_watch.hpp"

#include <chrono>
#include <exception>

namespace jooya::server {

IndexWatch::IndexWatch(const std::vector<std::string>& databases) : searcher_(databases) {
    state_ = seen();
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, std::chrono::seconds(1), [this] { return is_over_; })) {
            lock.unlock();
            look();
            lock.lock();
        }
    });
}

IndexWatch::~IndexWatch() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

IndexState IndexWatch::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

IndexState IndexWatch::seen() {
    return {.articles = searcher_.article_count(),
            .revision = searcher_.revision(),
            .last_run = searcher_.last_run()};
}

void IndexWatch::look() {
    IndexState state;
    bool is_new = false;
    try {
        is_new = searcher_.reopen();
        state = seen();
    } catch (const std::exception& error) {
        state = this->state();
        state.trouble = error.what();
    }
    const std::lock_guard lock(mutex_);
    state_ = std::move(state);
    if (is_new) ++generation_;
}

}  // namespace jooya::server
