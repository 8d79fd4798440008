// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds a port of this machine that nobody listens on. */
final class FreePort {
  private static final int TRIED = 100;

  private FreePort() {}

  static int from(int first) throws IOException {
    for (int port = first; port < first + TRIED; port++) {
      if (free(port)) {
        return port;
      }
    }
    throw new IOException("no port from " + first + " to " + (first + TRIED - 1) + " is free");
  }

  private static boolean free(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (BindException taken) {
      return false;
    }
  }
}
