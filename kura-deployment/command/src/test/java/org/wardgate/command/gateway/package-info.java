@NullMarked
package org.wardgate.command.gateway;

import org.jspecify.annotations.NullMarked;
