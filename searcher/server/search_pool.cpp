// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search_pool.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace jooya::server {

namespace {

using Clock = std::chrono::steady_clock;

// How long a thread waits before it tries again to open an index that cannot be opened.
constexpr auto before_next_try = std::chrono::seconds(1);

}  // namespace

// What the threads share; outlives the pool where one of them does.
struct SearchPool::State {
    std::vector<std::string> databases;
    std::size_t max_queue;
    std::chrono::milliseconds patience;
    const IndexWatch& index;
    std::shared_ptr<const Synonyms> synonyms;
    mutable std::mutex mutex{};
    std::condition_variable wake{};
    std::deque<Job> queue{};
    std::size_t stuck = 0;
    bool is_over = false;
};

// One thread. All but the searcher is guarded by the state's mutex.
struct SearchPool::Worker {
    std::optional<Searcher> searcher{};
    std::optional<Clock::time_point> busy_since{};
    bool is_given_up = false;
    std::thread thread{};

    void run(State& state);

  private:
    bool open(State& state);
    void follow(const State& state);

    std::uint64_t generation_ = 0;  ///< of the index that the searcher has seen
    Clock::time_point looked_{};    ///< for new commits and absent shards
};

bool SearchPool::Worker::open(State& state) {
    while (!searcher) {
        try {
            searcher.emplace(state.databases, state.synonyms);
            searcher->answer_within(state.patience);
        } catch (const std::exception&) {
            std::unique_lock lock(state.mutex);
            if (state.wake.wait_for(lock, before_next_try, [&] { return state.is_over; })) return false;
        }
    }
    return true;
}

void SearchPool::Worker::follow(const State& state) {
    const std::uint64_t newest = state.index.generation();
    const auto now = Clock::now();
    // A shard that went and came back while the index was not looked at leaves no commit to be seen.
    const bool may_be_whole = searcher->is_partial() && now - looked_ >= before_next_try;
    if (newest == generation_ && !may_be_whole) return;
    looked_ = now;
    try {
        searcher->reopen();
        generation_ = newest;
    } catch (const std::exception&) {
        // The job meets the same trouble and tells its client; the next one tries again.
    }
}

void SearchPool::Worker::run(State& state) {
    if (!open(state)) return;
    std::unique_lock lock(state.mutex);
    while (true) {
        state.wake.wait(lock, [&] { return state.is_over || !state.queue.empty(); });
        if (state.is_over) return;
        const Job job = std::move(state.queue.front());
        state.queue.pop_front();
        busy_since = Clock::now();
        lock.unlock();
        follow(state);
        job(*searcher);
        lock.lock();
        busy_since.reset();
        if (is_given_up) {
            --state.stuck;
            return;
        }
    }
}

SearchPool::SearchPool(const std::vector<std::string>& databases, std::size_t threads, std::size_t max_queue,
                       std::chrono::milliseconds patience, const IndexWatch& index,
                       std::shared_ptr<const Synonyms> synonyms)
    : state_(std::shared_ptr<State>(new State{databases, max_queue, patience, index, std::move(synonyms)})),
      threads_(threads) {
    // All are opened before any thread starts: one that cannot be opened leaves nothing to join.
    std::vector<std::shared_ptr<Worker>> opened;
    for (std::size_t i = 0; i < threads; ++i) {
        opened.push_back(std::make_shared<Worker>());
        opened.back()->searcher.emplace(databases, state_->synonyms);
        opened.back()->searcher->answer_within(patience);
    }
    for (auto& worker : opened) start(std::move(worker));
}

SearchPool::~SearchPool() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->is_over = true;
    }
    state_->wake.notify_all();
    for (const auto& worker : workers_) worker->thread.join();
}

void SearchPool::start(std::shared_ptr<Worker> worker) {
    worker->thread =
        std::thread([worker = worker.get(), keep = worker, state = state_] { worker->run(*state); });
    workers_.push_back(std::move(worker));
}

bool SearchPool::submit(Job job) {
    {
        const std::lock_guard lock(state_->mutex);
        if (state_->queue.size() >= state_->max_queue) return false;
        state_->queue.push_back(std::move(job));
    }
    state_->wake.notify_one();
    return true;
}

std::size_t SearchPool::queued() const {
    const std::lock_guard lock(state_->mutex);
    return state_->queue.size();
}

std::size_t SearchPool::stuck() const {
    const std::lock_guard lock(state_->mutex);
    return state_->stuck;
}

std::size_t SearchPool::replace_stuck(Clock::duration longest) {
    std::vector<std::shared_ptr<Worker>> given_up;
    {
        const std::lock_guard lock(state_->mutex);
        const auto now = Clock::now();
        std::erase_if(workers_, [&](const std::shared_ptr<Worker>& worker) {
            const bool is_stuck = worker->busy_since && now - *worker->busy_since > longest;
            if (!is_stuck || state_->stuck >= threads_) return false;
            worker->is_given_up = true;
            ++state_->stuck;
            given_up.push_back(worker);
            return true;
        });
    }
    for (const auto& worker : given_up) {
        worker->thread.detach();
        start(std::make_shared<Worker>());
    }
    return given_up.size();
}

}  // namespace jooya::server
