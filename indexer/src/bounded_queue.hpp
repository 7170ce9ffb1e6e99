// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace jooya {

/// Hands values from one thread to another, as many as weigh `limit` together (and always one). Closing it
/// lets both sides go: `push` then returns false, `pop` gives what is left and then nothing.
template <class Value>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t limit) : limit_(limit) {}

    bool push(Value value, std::size_t weight) {
        std::unique_lock lock(mutex_);
        has_room_.wait(lock, [&] { return is_closed_ || values_.empty() || weight_ + weight <= limit_; });
        if (is_closed_) return false;
        weight_ += weight;
        values_.emplace_back(std::move(value), weight);
        has_value_.notify_one();
        return true;
    }

    std::optional<Value> pop() {
        std::unique_lock lock(mutex_);
        has_value_.wait(lock, [&] { return is_closed_ || !values_.empty(); });
        if (values_.empty()) return std::nullopt;
        auto [value, weight] = std::move(values_.front());
        values_.pop_front();
        weight_ -= weight;
        has_room_.notify_all();
        return std::optional<Value>(std::move(value));
    }

    /// Waits until there is something to pop, or nothing to wait for any more; false where `patience` ended first.
    bool wait_for(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        return has_value_.wait_for(lock, patience, [&] { return is_closed_ || !values_.empty(); });
    }

    void close() {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
        has_room_.notify_all();
        has_value_.notify_all();
    }

  private:
    const std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable has_room_;
    std::condition_variable has_value_;
    std::deque<std::pair<Value, std::size_t>> values_;
    std::size_t weight_ = 0;
    bool is_closed_ = false;
};

}  // namespace jooya
