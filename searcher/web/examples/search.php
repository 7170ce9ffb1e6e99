<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage: php search.php [ADDRESS [QUERY]]
$address = $argv[1] ?? 'http://127.0.0.1:8080/';
$query = $argv[2] ?? 'زلزله';
$url = $address . 'api/search?' . http_build_query(['q' => $query, 'limit' => 5]);
$context = stream_context_create(['http' => ['ignore_errors' => true, 'timeout' => 10]]);
$answer = json_decode(file_get_contents($url, false, $context), true, 64, JSON_THROW_ON_ERROR);
if (!isset($answer['hits'])) {
    fwrite(STDERR, $answer['detail'] . "\n");
    exit(1);
}
foreach ($answer['hits'] as $hit) {
    // In a page, pass each text through htmlspecialchars.
    echo $hit['code'], "\t", implode('', array_column($hit['title'], 'text')), "\n";
}
