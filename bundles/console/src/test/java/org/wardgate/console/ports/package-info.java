@NullMarked
package org.wardgate.console.ports;

import org.jspecify.annotations.NullMarked;
